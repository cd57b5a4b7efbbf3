/**
 * Copies what a field holds; false where the browser does not let us, so that the visitor has to do
 * it himself: the text is selected for him.
 */
export async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return copySelected();
  }
}

/** The old way, which needs no permission. */
function copySelected(): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- frames without permission have no other
  return document.execCommand("copy");
}
