/** Lets pieces of work of one name pass one after the other. */
export interface Turns {
  take<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(name, work) {
      const turn = (last.get(name) ?? Promise.resolve()).then(work);
      const ended = turn.catch(() => {});
      last.set(name, ended);
      try {
        return await turn;
      } finally {
        if (last.get(name) === ended) last.delete(name);
      }
    },
  };
}
