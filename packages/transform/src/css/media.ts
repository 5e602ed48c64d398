// The width of a desktop mail window, against which `min-width` and `max-width` are held.
const WINDOW_PX = 1024;

/** Whether a media query list (`screen and (max-width: 600px), print`) holds for a desktop window. */
export function appliesToScreen(queries: string): boolean {
  return queries.split(',').some((query) => holds(query.trim().toLowerCase()));
}

function holds(query: string): boolean {
  const type = /^(?:only\s+)?([a-z-]+)/.exec(query)?.[1] ?? 'all';
  if (type !== 'all' && type !== 'screen') return false;
  const features = query.match(/\([^)]*\)/g) ?? [];
  return features.every((feature) => {
    const [, name, size] =
      /^\(\s*((?:min|max)(?:-device)?-width)\s*:\s*(\d+)(?:\.\d+)?px\s*\)$/.exec(feature) ?? [];
    if (name === undefined) return false;
    return name.startsWith('min') ? WINDOW_PX >= Number(size) : WINDOW_PX <= Number(size);
  });
}
