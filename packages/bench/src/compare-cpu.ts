const WARM_UP_CALLS = 2_000;
const ROUNDS = 40;
const CALLS = 400;
const AT_ONCE = 10;

export interface Comparison {
  readonly name: string;
  readonly ours: () => PromiseLike<unknown>;
  readonly bare: () => PromiseLike<unknown>;
}

/** Prints the CPU of a call, ours beside bare got's, as a table. */
export async function compareCpu(comparisons: readonly Comparison[]): Promise<void> {
  console.log('| CPU a call, µs | ours | bare got | ours ÷ got |');
  console.log('|---|--:|--:|--:|');
  for (const { name, ours, bare } of comparisons) {
    await measure(ours, WARM_UP_CALLS);
    await measure(bare, WARM_UP_CALLS);
    const rounds: { readonly ours: number; readonly bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Turn about, so that what the machine does meanwhile meets both.
      const [first, second] = round % 2 === 0 ? [ours, bare] : [bare, ours];
      const [a, b] = [await measure(first, CALLS), await measure(second, CALLS)];
      rounds.push(round % 2 === 0 ? { ours: a, bare: b } : { ours: b, bare: a });
    }
    const mine = lowerQuartile(rounds.map((round) => round.ours));
    const its = lowerQuartile(rounds.map((round) => round.bare));
    console.log(
      `| ${name} | ${mine.toFixed(0)} | ${its.toFixed(0)} | ${(mine / its).toFixed(2)} |`,
    );
  }
  console.log(`\nLower quartile of ${ROUNDS} rounds of ${CALLS} calls, ${AT_ONCE} at once.`);
}

/** CPU microseconds a call. */
async function measure(call: () => PromiseLike<unknown>, calls: number): Promise<number> {
  const before = process.cpuUsage();
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

/** What else runs on the machine only ever adds: the low values are the true ones. */
function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN;
}
