/**
 * How many times as long a call takes for a text of `factor` times the length, by the shortest of several runs. About
 * `factor` for linear time, and its square for quadratic time. Short times count as `floorMs`, because they are noise. A high
 * result is measured again, because another process can delay every run of one length. Quadratic time stays high.
 */
export function growth(call: (text: string) => unknown, part: string, factor: number, floorMs = 0.5): number {
  const length = Math.ceil(20_000 / part.length);
  const shortest = (text: string): number => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      try {
        call(text);
      } catch {
        // A rejected text takes time too.
      }
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  const measure = (): number => {
    const short = Math.max(shortest(part.repeat(length)), floorMs);
    return shortest(part.repeat(length * factor)) / short;
  };
  let lowest = measure();
  for (let attempt = 1; attempt < 5 && lowest > 2 * factor; attempt += 1) lowest = Math.min(lowest, measure());
  return lowest;
}
