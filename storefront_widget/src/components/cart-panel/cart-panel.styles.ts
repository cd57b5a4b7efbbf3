import { css } from "lit";

export const styles = css`
  li {
    display: grid;
    grid-template-columns: 60px 1fr auto;
    gap: 2px 12px;
    padding: 14px 0;
    border-bottom: 1px solid var(--line);
  }
  li:last-child {
    border-bottom: 0;
  }
  .goes > :not(.change) {
    opacity: 0.55;
  }
  .failed {
    grid-column: 1 / -1;
    margin-top: 10px;
  }
  img,
  .blank {
    grid-row: span 3;
    width: 60px;
    height: 60px;
    border-radius: var(--radius-s);
    background: var(--sunken);
    object-fit: cover;
  }
  .name {
    font-weight: 560;
    overflow-wrap: anywhere;
  }
  .total {
    font-weight: 600;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .about {
    grid-column: 2 / span 2;
    color: var(--muted);
    font-size: 13px;
  }
  .change {
    grid-column: 2 / span 2;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
    margin-top: 8px;
  }
  .problem {
    grid-column: 1 / -1;
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin-top: 10px;
    padding: 8px 12px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    font-size: 13px;
  }
  .problem .icon {
    color: var(--warning);
  }
  .sum {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
  }
  .sum strong {
    font-size: 20px;
    font-weight: 650;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums;
  }
  .foot {
    display: grid;
    gap: 10px;
  }
  .order {
    display: grid;
    grid-template-columns: 20px 1fr;
    gap: 2px 10px;
    margin-top: 10px;
    padding: 12px 14px;
    border-radius: var(--radius);
    background: var(--success-soft);
    font-size: 13px;
  }
  .order strong {
    font-size: 14px;
  }
  .order .icon {
    color: var(--success);
  }
  .order p {
    grid-column: 2;
  }
`;
