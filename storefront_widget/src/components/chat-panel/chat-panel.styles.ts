import { css } from "lit";

/** What somebody wrote. */
export const bubble = css`
  .bubble {
    padding: 8px 12px;
    border-radius: 4px 14px 14px;
    background: var(--sunken);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .mine .bubble {
    border-radius: 14px 4px 14px 14px;
    background: var(--accent);
    color: var(--on-accent);
  }
`;

export const styles = css`
  ol {
    display: grid;
    gap: 4px;
    padding-top: 8px;
  }
  li {
    display: grid;
    justify-items: start;
    gap: 3px;
    max-width: 86%;
  }
  li.first {
    margin-top: 10px;
  }
  li.mine {
    justify-self: end;
    justify-items: end;
  }
  .who {
    color: var(--muted);
    font-size: 12px;
  }
  ps-chat-file {
    width: 260px;
    max-width: 100%;
  }
  .deleted {
    color: var(--muted);
    font-style: italic;
  }
  .typing {
    min-height: 20px;
    padding: 0 16px 6px;
    color: var(--muted);
    font-size: 13px;
  }
  form {
    display: flex;
    align-items: flex-end;
    gap: 4px;
  }
  form .round.attach {
    background: none;
    color: var(--muted);
  }
  form .round.attach:hover {
    background: var(--sunken);
    color: var(--text);
  }
  form .round:last-child {
    margin-left: 4px;
  }
  .camera {
    display: none;
  }
  @media (pointer: coarse) {
    .camera {
      display: inline-grid;
    }
  }
  textarea {
    min-height: 44px;
    max-height: 128px;
    resize: none;
    field-sizing: content;
    font-size: 16px;
  }
  form .round {
    width: 44px;
    height: 44px;
    background: var(--accent);
    color: var(--on-accent);
  }
  form .round:hover {
    background: var(--accent-hover);
    color: var(--on-accent);
  }
`;
