/** Whether an image is too small to be seen: mails carry such to learn whether they were opened. */
export function isTrackingPixel(size: {
  readonly width: number | undefined;
  readonly height: number | undefined;
}): boolean {
  const { width, height } = size;
  if (width === 0 || height === 0) return true;
  return (width ?? height ?? 2) <= 1 && (height ?? width ?? 2) <= 1;
}
