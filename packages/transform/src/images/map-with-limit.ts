/** The results of an asynchronous function in the order of its inputs; at most `limit` of its calls run at once. */
export async function mapWithLimit<In, Out>(
  inputs: readonly In[],
  limit: number,
  run: (input: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [at, input] of queue) results[at] = await run(input);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, inputs.length)) }, work));
  return results;
}
