import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    gap: 14px;
    align-content: start;
  }
  .preview {
    position: relative;
    overflow: hidden;
    aspect-ratio: 4 / 3;
    border-radius: var(--radius-l);
    background: var(--tile);
    color: var(--on-tile);
  }
  /* On phones what there is to read comes into sight too. */
  @media (max-width: 820px) {
    .preview {
      aspect-ratio: auto;
      height: min(36dvh, 75vw);
    }
  }
  @media (max-height: 500px) and (min-width: 641px) {
    .preview {
      aspect-ratio: auto;
      height: calc(100dvh - 120px);
      min-height: 180px;
    }
  }
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  video.mirrored {
    transform: scaleX(-1);
  }
  .off {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 10px;
    padding: 16px 16px 72px;
    text-align: center;
  }
  .off .icon {
    width: 32px;
    height: 32px;
    opacity: 0.7;
  }
  .switches {
    position: absolute;
    inset: auto 0 14px;
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 12px;
  }
  .switch {
    display: grid;
    place-items: center;
    width: 48px;
    height: 48px;
    border: 0;
    border-radius: 50%;
    background: rgb(12 16 22 / 0.62);
    color: #fff;
    cursor: pointer;
    backdrop-filter: blur(6px);
    transition: background var(--quick);
  }
  .switch:hover {
    background: rgb(12 16 22 / 0.8);
  }
  .switch[aria-pressed="false"] {
    background: var(--danger);
  }
  .switch:focus-visible {
    outline-color: #fff;
  }
  .level {
    display: flex;
    align-items: center;
    gap: 10px;
    color: var(--muted);
    font-size: 13px;
  }
  meter {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .bars {
    display: flex;
    flex: 1;
    gap: 4px;
  }
  .bars i {
    flex: 1;
    height: 6px;
    border-radius: 3px;
    background: var(--line);
    transition: background 80ms;
  }
  .bars i.lit {
    background: var(--success);
  }
`;
