/**
 * Calls `given` when the visitor gives camera or microphone after all, in the browser's own
 * settings; where the browser tells. The answer ends that.
 */
export function onPermission(given: () => void): () => void {
  const statuses: PermissionStatus[] = [];
  const handleChange = (event: Event): void => {
    if ((event.target as PermissionStatus).state === "granted") given();
  };
  let isOver = false;
  for (const name of ["camera", "microphone"] as const) {
    void statusOf(name).then((status) => {
      if (status === null || isOver) return;
      statuses.push(status);
      status.addEventListener("change", handleChange);
    });
  }
  return () => {
    isOver = true;
    for (const status of statuses) status.removeEventListener("change", handleChange);
  };
}

async function statusOf(name: "camera" | "microphone"): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name });
  } catch {
    return null;
  }
}
