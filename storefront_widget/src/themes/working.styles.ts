import { css } from "lit";

/** Buttons whose work takes a while, and what became of it. */
export const working = css`
  .stages {
    display: grid;
  }
  .stages > span {
    grid-area: 1 / 1;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
  }
  .stages > .away {
    visibility: hidden;
  }
  .button[aria-busy="true"] {
    opacity: 1;
    cursor: progress;
  }
  .spinner {
    flex: none;
    width: 16px;
    height: 16px;
    border: 2px solid currentcolor;
    border-right-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  .failed {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    padding: 8px 12px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    font-size: 13px;
  }
  .failed .icon {
    flex: none;
    color: var(--warning);
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
`;
