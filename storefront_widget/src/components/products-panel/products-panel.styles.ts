import { css } from "lit";

export const styles = css`
  .search {
    position: relative;
    margin: 8px 0 4px;
  }
  .search .icon {
    position: absolute;
    left: 12px;
    top: 12px;
    color: var(--muted);
    pointer-events: none;
  }
  .search input {
    padding-left: 40px;
  }
  .products {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(142px, 1fr));
    gap: 12px;
  }
  .product {
    display: grid;
    grid-template-rows: 1fr auto;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    transition: box-shadow var(--quick);
  }
  .product:hover {
    box-shadow: var(--shadow-2);
  }
  .open {
    display: grid;
    gap: 8px;
    align-content: start;
    padding: 0 0 10px;
    border: 0;
    background: none;
    color: var(--text);
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .open:focus-visible {
    outline-offset: -2px;
  }
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    background: var(--sunken);
    color: var(--muted);
  }
  /* Out of the flow: a tall picture would stretch the square. */
  .picture img {
    position: absolute;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .name {
    display: -webkit-box;
    overflow: hidden;
    padding: 0 10px;
    font-size: 13px;
    font-weight: 560;
    line-height: 1.35;
    overflow-wrap: anywhere;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
  }
  .price {
    padding: 0 10px;
    color: var(--muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .show {
    margin: 0 10px 10px;
  }
  .back {
    margin: 4px 0 8px -8px;
  }
  .proposals li {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
    font-size: 13px;
  }
  .proposals .ACCEPTED {
    color: var(--success);
  }
  .proposals .PENDING {
    color: var(--warning);
  }
  .proposals .DECLINED {
    color: var(--muted);
  }
  .more {
    margin-top: 14px;
  }
  .skeleton {
    height: 210px;
    border-radius: var(--radius);
    background: var(--sunken);
    animation: breathe 1.4s infinite ease-in-out alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
`;
