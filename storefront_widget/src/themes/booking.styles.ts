import { css } from "lit";

/** A person's picture, over his initials. */
export const avatars = css`
  .avatar {
    position: relative;
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    overflow: hidden;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: 14px;
    font-weight: 620;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .avatar .icon {
    width: 22px;
    height: 22px;
  }
`;

/** Facts of a call, each with its icon. */
export const facts = css`
  .facts {
    display: grid;
    gap: 10px;
  }
  .facts li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 10px;
    align-items: start;
    overflow-wrap: anywhere;
  }
  .facts .icon {
    margin-top: 0.5px;
    color: var(--muted);
  }
  .facts strong {
    display: block;
    font-weight: 600;
  }
  .facts strong::first-letter {
    text-transform: uppercase;
  }
`;

/** Times to choose from, as large as thumbs want them. */
export const timeButtons = css`
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    gap: 8px;
  }
  .time {
    min-height: 44px;
    padding: 6px 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--accent-text);
    font: inherit;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .time:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .time small {
    display: block;
    color: var(--muted);
    font-size: 12px;
    font-weight: 450;
  }
`;
