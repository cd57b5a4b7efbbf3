import { css } from "lit";

/** What every component begins with. */
export const base = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 24px;
    line-height: 1.2;
    font-weight: 650;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  h2 {
    font-size: 16px;
    line-height: 1.3;
    font-weight: 620;
    letter-spacing: -0.01em;
  }
  a {
    color: var(--accent-text);
    text-underline-offset: 3px;
  }
  .icon {
    display: block;
    flex: none;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 13px;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  :focus:not(:focus-visible) {
    outline: none;
  }
`;

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    padding: 8px 18px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 560;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .button:hover {
    background: var(--sunken);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover {
    background: var(--accent-hover);
  }
  .button.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--on-danger);
  }
  .button.danger:hover {
    background: var(--danger-hover);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
  }
  .button.quiet:hover {
    background: var(--sunken);
  }
  .button.compact {
    min-height: 36px;
    padding: 5px 12px;
    font-size: 13px;
  }
  .button.wide {
    width: 100%;
  }
  .button[aria-disabled="true"],
  .button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  .round {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--muted);
    cursor: pointer;
    transition: background var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .round:hover {
    background: var(--sunken);
    color: var(--text);
  }
  .round:disabled {
    opacity: 0.4;
    cursor: default;
  }
`;

export const fields = css`
  .field {
    display: grid;
    gap: 6px;
  }
  label,
  .label {
    font-size: 13px;
    font-weight: 560;
  }
  .hint {
    color: var(--muted);
    font-size: 13px;
    font-weight: 400;
  }
  input[type="text"],
  input[type="email"],
  input[type="tel"],
  input[type="search"],
  textarea,
  select {
    width: 100%;
    min-height: 44px;
    padding: 10px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    /* 16 px keeps iOS from zooming in. */
    font: 16px/1.4 var(--font);
  }
  textarea {
    resize: vertical;
    min-height: 104px;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  [aria-invalid="true"] {
    border-color: var(--danger);
  }
  .fault {
    display: flex;
    gap: 6px;
    color: var(--danger-text);
    font-size: 13px;
  }
  .tick {
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 2px 10px;
    min-height: 24px;
    align-items: start;
    font-weight: 400;
    font-size: 14px;
    cursor: pointer;
  }
  .tick input {
    width: 20px;
    height: 20px;
    margin: 1px 0 0;
    accent-color: var(--accent);
  }
  .tick .hint {
    grid-column: 2;
  }
  @media (min-width: 641px) {
    input[type="text"],
    input[type="email"],
    input[type="tel"],
    input[type="search"],
    textarea,
    select {
      font-size: 14px;
    }
  }
`;
