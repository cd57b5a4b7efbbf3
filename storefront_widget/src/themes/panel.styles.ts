import { css } from "lit";

/** A side panel: heading, scrolling body, something fixed below. */
export const panel = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 4px 16px 16px;
  }
  .foot {
    padding: 12px 16px;
    border-top: 1px solid var(--line);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 10px;
    padding: 40px 24px;
    color: var(--muted);
    text-align: center;
    text-wrap: balance;
  }
  .empty .icon {
    width: 36px;
    height: 36px;
    opacity: 0.6;
  }
  .empty strong {
    color: var(--text);
    font-weight: 600;
  }
  h3 {
    margin: 18px 0 8px;
    font-size: 13px;
    font-weight: 600;
    color: var(--muted);
  }
`;
