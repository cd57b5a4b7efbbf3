/**
 * Calls `back` whenever the page may have missed something: the phone was unlocked, the tab is
 * looked at again or thawed, the network is there again. The answer ends that.
 */
export function onReturn(back: () => void): () => void {
  const handleVisibility = (): void => {
    if (!document.hidden) back();
  };
  document.addEventListener("visibilitychange", handleVisibility);
  document.addEventListener("resume", back);
  window.addEventListener("online", back);
  return () => {
    document.removeEventListener("visibilitychange", handleVisibility);
    document.removeEventListener("resume", back);
    window.removeEventListener("online", back);
  };
}
