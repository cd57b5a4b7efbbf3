import { css } from "lit";

export const styles = css`
  :host {
    position: relative;
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) auto;
    grid-template-areas:
      "head head"
      "stage panel"
      "tools tools";
    height: 100%;
    overflow: hidden;
    background: var(--canvas);
  }
  .head {
    grid-area: head;
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 54px;
    padding: 6px 16px;
  }
  .store {
    overflow: hidden;
    font-size: 14px;
    font-weight: 620;
    letter-spacing: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .time {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    color: var(--muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .time::before {
    content: "";
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--success);
  }
  .time.broken {
    color: var(--warning);
  }
  .time.broken::before {
    background: var(--warning);
  }
  .head .space {
    flex: 1;
  }
  .body {
    grid-area: stage;
    position: relative;
    display: grid;
    min-width: 0;
    padding: 0 16px;
  }
  ps-weak-notice {
    position: absolute;
    z-index: 6;
    top: 12px;
    left: 28px;
    width: min(340px, calc(100% - 56px));
  }
  ps-side-panel {
    grid-area: panel;
    width: min(380px, 40vw);
    margin-right: 16px;
  }
  ps-toolbar {
    grid-area: tools;
    padding-top: 10px;
  }

  @media (max-width: 900px) {
    ps-side-panel {
      width: min(340px, 46vw);
    }
  }
  @media (max-width: 640px) {
    :host {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas:
        "stage"
        "tools";
    }
    .head {
      position: absolute;
      z-index: 5;
      inset: 0 0 auto;
      min-height: 56px;
      padding: max(6px, env(safe-area-inset-top)) 10px 18px 16px;
      background: linear-gradient(rgb(8 11 16 / 0.66), transparent);
      color: #fff;
      pointer-events: none;
    }
    .head > * {
      pointer-events: auto;
    }
    .time,
    .time.broken {
      color: #fff;
    }
    .time:not(.broken)::before {
      background: #3ecf8e;
    }
    .head ps-frame-bar {
      --muted: #fff;
      --sunken: rgb(255 255 255 / 0.18);
      --text: #fff;
    }
    .body {
      padding: 0;
    }
    /* Left of one's own picture. */
    ps-weak-notice {
      top: 60px;
      left: 12px;
      width: calc(100% - 128px);
    }
    ps-side-panel {
      position: absolute;
      z-index: 10;
      inset: auto 0 0;
      grid-area: stage;
      width: 100%;
      height: min(68dvh, 100% - 92px);
      margin: 0;
    }
    ps-toolbar {
      z-index: 11;
      padding-top: 0;
    }
  }
  /* A phone on its side. */
  @media (max-height: 500px) and (min-width: 641px) {
    .head {
      min-height: 36px;
      padding-block: 2px;
    }
    ps-toolbar {
      padding-top: 4px;
    }
  }

  :host([view="mini"]) {
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    grid-template-areas: "stage";
  }
  :host([view="mini"]) .body {
    padding: 0;
  }
  .drop {
    position: absolute;
    z-index: 40;
    inset: 12px;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    border: 2px dashed var(--accent);
    border-radius: var(--radius-l);
    background: color-mix(in srgb, var(--surface) 88%, transparent);
    font-weight: 600;
    pointer-events: none;
  }
`;
