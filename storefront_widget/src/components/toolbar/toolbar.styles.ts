import { css } from "lit";

export const styles = css`
  :host {
    display: block;
  }
  section {
    position: relative;
  }
  .own {
    position: absolute;
    left: 20px;
    top: 50%;
    display: flex;
    align-items: center;
    gap: 9px;
    max-width: calc(50% - 300px);
    color: var(--muted);
    font-size: 12.5px;
    line-height: 1.35;
    transform: translateY(calc(-50% - 5px));
    --quality-fair: var(--warning);
    --quality-poor: var(--danger);
  }
  .own.GOOD ps-quality {
    color: var(--success);
  }
  /* Where there is no room for the sentence, one's own picture has the bars. */
  @media (max-width: 1023px) {
    .own {
      display: none;
    }
  }
  .tools {
    display: flex;
    justify-content: center;
    gap: 10px;
    padding: 4px 12px 14px;
  }
  .gap {
    width: 1px;
    margin: 8px 4px;
    background: var(--line);
  }
  .tool {
    position: relative;
    display: grid;
    place-items: center;
    width: 50px;
    height: 50px;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--surface);
    color: var(--text);
    cursor: pointer;
    transition:
      background var(--quick),
      color var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .tool:hover {
    background: var(--sunken);
  }
  .tool .icon {
    width: 22px;
    height: 22px;
  }
  .tool.off {
    border-color: transparent;
    background: var(--danger-soft);
    color: var(--danger-text);
  }
  .tool[aria-expanded="true"] {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .tool.end {
    width: 64px;
    border-color: transparent;
    border-radius: 26px;
    background: var(--danger);
    color: var(--on-danger);
  }
  .tool.end:hover {
    background: var(--danger-hover);
  }
  .tool.end .icon {
    width: 26px;
    height: 26px;
  }
  .count {
    position: absolute;
    top: -4px;
    right: -4px;
    min-width: 20px;
    height: 20px;
    padding: 0 5px;
    border: 2px solid var(--canvas);
    border-radius: 11px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 11px;
    font-weight: 650;
    line-height: 16px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .more {
    position: relative;
  }
  .menu {
    position: absolute;
    z-index: 20;
    bottom: calc(100% + 10px);
    left: 50%;
    min-width: 264px;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow-3);
    transform: translateX(-50%);
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 42px;
    padding: 6px 12px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: var(--text);
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .menu button:hover,
  .menu button:focus-visible {
    background: var(--sunken);
  }
  .menu .icon {
    color: var(--muted);
  }
  .menu .state {
    margin-left: auto;
    color: var(--success);
  }
  @media (max-width: 640px) {
    .tools {
      gap: 3px;
      padding: 6px 6px max(8px, env(safe-area-inset-bottom));
      background: var(--canvas);
    }
    .gap {
      display: none;
    }
    .tool,
    .more {
      flex: 1 1 0;
      max-width: 50px;
    }
    .tool {
      width: auto;
      min-width: 38px;
      height: 46px;
      border-radius: 14px;
    }
    .more .tool {
      width: 100%;
      max-width: none;
    }
    .tool.end {
      flex-grow: 1.25;
      max-width: 62px;
      width: auto;
      border-radius: 14px;
    }
    .menu {
      left: -88px;
      transform: none;
    }
  }
  @media (max-height: 500px) {
    .tools {
      padding-block: 2px 6px;
    }
    .tool {
      height: 40px;
    }
  }
  /* A touch screen shows no hints; a pointer gets the tool's name. */
  @media (hover: hover) {
    .tool::after {
      content: attr(data-hint);
      position: absolute;
      bottom: calc(100% + 8px);
      left: 50%;
      padding: 4px 10px;
      border-radius: var(--radius-s);
      background: var(--text);
      color: var(--canvas);
      font-size: 12px;
      font-weight: 540;
      white-space: nowrap;
      opacity: 0;
      pointer-events: none;
      transform: translateX(-50%);
      transition: opacity var(--quick);
    }
    .tool:hover::after,
    .tool:focus-visible::after {
      opacity: 1;
    }
    .tool[aria-expanded="true"]::after {
      opacity: 0;
    }
  }
`;
