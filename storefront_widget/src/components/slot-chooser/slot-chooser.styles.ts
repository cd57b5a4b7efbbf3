import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    gap: 20px;
    min-width: 0;
  }
  .agenda {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .month-bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto auto;
    gap: 4px;
    align-items: center;
  }
  .month-bar h2::first-letter,
  h3::first-letter {
    text-transform: uppercase;
  }
  .round {
    width: 44px;
    height: 44px;
  }
  .round::before {
    content: "";
    width: 9px;
    height: 9px;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg) translate(-1px, -1px);
  }
  .round.back::before {
    transform: rotate(135deg) translate(-1px, -1px);
  }
  .views {
    display: inline-flex;
    margin-left: 6px;
    padding: 3px;
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .views button {
    min-height: 36px;
    padding: 0 12px;
    border: 0;
    border-radius: var(--radius-s);
    background: none;
    color: var(--muted);
    font-size: 13px;
    font-weight: 560;
    cursor: pointer;
  }
  .views [aria-pressed="true"] {
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow-1);
  }
  .slots {
    display: grid;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 24px;
    align-items: start;
    min-height: 120px;
  }
  .slots.as-list {
    grid-template-columns: minmax(0, 1fr);
  }
  .chosen:empty {
    display: none;
  }
  .chosen {
    max-height: 392px;
    overflow-y: auto;
    margin: -4px;
    padding: 4px;
  }
  .list {
    display: grid;
    gap: 20px;
    max-height: 460px;
    overflow-y: auto;
    margin: -4px;
    padding: 4px;
  }
  .list:empty {
    display: none;
  }
  .day {
    display: grid;
    gap: 10px;
  }
  h3 {
    margin: 0;
    padding-top: 8px;
    font-size: 14px;
    font-weight: 600;
  }
  h3:focus {
    outline: none;
  }
  h4 {
    margin: 0;
    color: var(--muted);
    font-size: 13px;
    font-weight: 560;
  }
  .times + h4 {
    margin-top: 6px;
  }
  /* Where there is room for four, each row is an hour. */
  .many .times {
    grid-template-columns: repeat(auto-fill, minmax(76px, 1fr));
  }
  .many .time {
    padding-inline: 2px;
    font-size: 13px;
  }
  .list h3,
  .chosen h3 {
    position: sticky;
    top: -4px;
    z-index: 1;
    padding: 6px 0;
    background: var(--surface);
  }
  .state {
    display: grid;
    gap: 14px;
    justify-items: start;
    align-content: start;
    padding: 8px 0;
    text-wrap: balance;
  }
  .zones {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    align-items: center;
    padding-top: 8px;
    border-top: 1px solid var(--line);
  }
  .zones ps-zone-choice {
    margin-left: -10px;
  }
  .zones .clock {
    min-height: 44px;
    color: var(--muted);
  }
  .zones p {
    flex-basis: 100%;
  }
  @media (max-width: 760px) {
    .month-bar {
      gap: 0;
    }
    .views {
      margin-left: 2px;
    }
    .views button {
      padding: 0 9px;
    }
    .slots {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .chosen,
    .list {
      max-height: none;
    }
    .list h3,
    .chosen h3 {
      top: 0;
    }
  }
`;
