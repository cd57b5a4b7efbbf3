import { css } from "lit";

export const styles = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
    min-width: 0;
  }
  .main {
    position: absolute;
    inset: 0;
  }
  ps-video-tile {
    width: 100%;
    height: 100%;
  }
  /* The card of a shown product stands at the left. */
  .main > ps-video-tile {
    --caption-left: auto;
    --caption-right: 12px;
  }
  .self {
    position: absolute;
    right: 14px;
    top: 14px;
    width: clamp(96px, 22%, 208px);
    aspect-ratio: 4 / 3;
    border-radius: var(--radius-l);
    box-shadow:
      0 0 0 2px rgb(255 255 255 / 0.14),
      var(--shadow-2);
  }
  .strip {
    position: absolute;
    left: 14px;
    top: 14px;
    display: grid;
    gap: 10px;
    width: clamp(92px, 18%, 176px);
    max-height: calc(100% - 28px);
    overflow: auto;
  }
  .strip button {
    display: block;
    width: 100%;
    aspect-ratio: 4 / 3;
    padding: 0;
    border: 0;
    border-radius: var(--radius-l);
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .sharing {
    position: absolute;
    bottom: 14px;
    left: 50%;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: calc(100% - 28px);
    padding: 6px 6px 6px 14px;
    border-radius: 22px;
    background: rgb(12 16 22 / 0.78);
    color: #fff;
    font-size: 13px;
    transform: translateX(-50%);
    backdrop-filter: blur(6px);
  }
  .sharing .icon {
    flex: none;
    width: 18px;
    height: 18px;
  }
  .sharing button {
    flex: none;
    min-height: 32px;
    padding: 0 14px;
    border: 0;
    border-radius: 16px;
    background: #fff;
    color: #12161c;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .alone {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    padding: 24px;
    border-radius: var(--radius-l);
    background: var(--tile);
    color: var(--on-tile);
    text-align: center;
  }
  .alone .icon {
    width: 40px;
    height: 40px;
    margin-bottom: 6px;
    opacity: 0.75;
  }
  .alone strong {
    font-size: 18px;
    font-weight: 620;
  }
  .alone p {
    max-width: 36ch;
    opacity: 0.82;
  }
  .unlock {
    position: absolute;
    inset: 0;
    z-index: 3;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: var(--radius-l);
    background: rgb(8 11 16 / 0.5);
    color: #fff;
    font: inherit;
    cursor: pointer;
  }
  .unlock span {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    padding: 14px 22px;
    border-radius: 28px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 15px;
    font-weight: 600;
  }
  @media (max-width: 640px) {
    ps-video-tile,
    .alone,
    .unlock {
      border-radius: 0;
    }
    .main > ps-video-tile {
      /* A wide picture on an upright screen: its middle, large, with air above for the head. */
      --video-fit: cover;
      --video-height: min(100%, 118vw);
      --video-top: clamp(0px, (100dvh - 118vw) / 3, 120px);
      --caption-left: 12px;
      --caption-right: auto;
      --caption-top: 58px;
      --caption-bottom: auto;
    }
    .main > ps-video-tile[screen] {
      --video-fit: contain;
      --video-height: 100%;
      --video-top: 0;
    }
    .self {
      top: 64px;
      right: 12px;
      width: 92px;
      aspect-ratio: 3 / 4;
    }
    .self ps-video-tile,
    .strip ps-video-tile {
      border-radius: 10px;
    }
    .strip {
      top: 96px;
      left: 12px;
      width: 84px;
    }
    .strip button {
      aspect-ratio: 3 / 4;
    }
    /* What covers the lower half leaves the upper one to the picture. */
    :host([crowded]) .main > ps-video-tile {
      --video-height: 74vw;
      --video-top: 0;
    }
  }
  :host([mini]) .main > ps-video-tile {
    --video-height: 100%;
    --video-top: 0;
    /* Above the tools, beside the way to the browser's own window. */
    --caption-left: 8px;
    --caption-right: auto;
    --caption-top: 8px;
    --caption-bottom: auto;
    --caption-air: 60px;
  }
  :host([mini]) .self,
  :host([mini]) .strip {
    display: none;
  }
`;
