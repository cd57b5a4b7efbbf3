import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 52px;
    padding: 6px 10px 6px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
    font-weight: 620;
  }
  .content {
    grid-row: 2;
    display: grid;
    grid-template-rows: minmax(min-content, 1fr) auto;
    min-height: 0;
    overflow: auto;
  }
  /* A call fits its window: its parts scroll by themselves. */
  .content.in-call {
    grid-template-rows: minmax(0, 1fr);
  }
  .foot {
    display: flex;
    justify-content: center;
    padding: 0 16px max(12px, env(safe-area-inset-bottom));
  }
  .loading {
    display: grid;
    place-items: center;
    color: var(--muted);
  }
`;
