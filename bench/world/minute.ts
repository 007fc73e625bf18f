/** Left out before measuring: a program that has just started is compiled while it runs. */
export const WARM_SECONDS = 10

/** Measured: whatever the program does by the minute falls into it once. */
export const MEASURED_SECONDS = Number(process.env['YIPING_BENCH_SECONDS'] ?? 60)
