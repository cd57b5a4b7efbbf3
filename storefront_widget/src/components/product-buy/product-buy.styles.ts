import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    gap: 14px;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 6px;
    font-size: 13px;
    font-weight: 560;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .option {
    position: relative;
    display: inline-grid;
    place-items: center;
    min-width: 40px;
    min-height: 36px;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    font-size: 13px;
    font-weight: 500;
    cursor: pointer;
  }
  .option:hover {
    background: var(--sunken);
  }
  .option input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .option:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent-text);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .option.sold-out span {
    text-decoration: line-through;
    color: var(--muted);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .price {
    font-size: 18px;
    font-weight: 640;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
  }
  .price s {
    margin-left: 6px;
    color: var(--muted);
    font-size: 14px;
    font-weight: 400;
  }
  .stock {
    font-size: 13px;
    font-weight: 540;
    color: var(--success);
  }
  .stock.few {
    color: var(--warning);
  }
  .stock.none {
    color: var(--danger-text);
  }
  .in-cart {
    color: var(--success);
    font-size: 13px;
    font-weight: 540;
  }
  .do {
    display: flex;
    gap: 10px;
  }
  .do .button {
    flex: 1;
    min-height: 40px;
    padding-inline: 12px;
  }
`;
