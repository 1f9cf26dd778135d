/** A measured ratio and its limit. */
export interface Comparison {
  readonly title: string;
  /** The figures of the ratio. */
  readonly detail: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}
