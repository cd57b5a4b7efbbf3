import { css } from "lit";

export const styles = css`
  :host {
    position: relative;
    display: inline-block;
    max-width: 100%;
  }
  .opener {
    min-height: 44px;
    max-width: 100%;
    padding-inline: 10px;
  }
  .arrow {
    width: 7px;
    height: 7px;
    margin: -3px 2px 0;
    border: solid currentColor;
    border-width: 0 1.6px 1.6px 0;
    transform: rotate(45deg);
  }
  .panel {
    position: absolute;
    z-index: 5;
    left: 0;
    bottom: calc(100% + 4px);
    display: grid;
    gap: 8px;
    width: min(340px, calc(100vw - 40px));
    padding: 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow-3);
  }
  .panel ul {
    max-height: 240px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .panel li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 44px;
    padding: 5px 10px;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .panel li strong {
    display: block;
    font-weight: 560;
  }
  .panel li.active,
  .panel li:hover {
    background: var(--sunken);
  }
  .panel li.active {
    box-shadow: inset 0 0 0 1.5px var(--focus);
  }
  .panel li[aria-selected="true"] strong {
    color: var(--accent-text);
  }
  .clock {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .none:empty {
    display: none;
  }
  .none {
    padding: 4px 10px 8px;
  }
`;
