/**
 * Loads a value once for each key and its scope, whoever asks; a failure is not remembered. For
 * what does not change during a run. The load takes no caller's signal: others wait for it too.
 */
export function remember<T>(
  load: (key: string, scope: string) => Promise<T>,
): (key: string, scope?: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, scope = '') => {
    const place = JSON.stringify([key, scope]);
    const found = known.get(place);
    if (found !== undefined) return found;
    const loading = load(key, scope);
    known.set(place, loading);
    loading.catch(() => known.delete(place));
    return loading;
  };
}
