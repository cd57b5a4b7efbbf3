import { css } from "lit";

/** What stands in the way, what to do about it, and buttons for that. */
export const problem = css`
  .problem {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 4px 10px;
    padding: 14px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    font-size: 13px;
  }
  .problem > .icon {
    color: var(--warning);
  }
  .problem strong {
    font-weight: 620;
  }
  .problem > p,
  .problem > ol,
  .problem > .remedies {
    grid-column: 2;
    overflow-wrap: anywhere;
  }
  .problem .muted {
    color: var(--text);
    opacity: 0.82;
  }
  .remedies {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 6px;
  }
`;
