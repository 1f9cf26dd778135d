/** One promise of performance, as measured. */
export interface Bar {
  readonly what: string;
  /** The figures behind the ratio. */
  readonly detail: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}
