/*
 * GameServer.Tanks.Trig, in the same arithmetic: single precision throughout, so that the prediction gives what the
 * server gives.
 */
const f = Math.fround;

export const pi = f(Math.PI);
export const tau = f(2 * Math.PI);
const half = f(pi / 2);
const series = [f(-1 / 6), f(1 / 120), f(-1 / 5040), f(1 / 362880), f(-1 / 39916800)] as const;

/** An angle at most one turn off, brought to (-π, π]. */
export function wrap(angle: number): number {
  if (angle > pi) return f(angle - tau);
  return angle <= -pi ? f(angle + tau) : angle;
}

/** The sine of an angle from -π to π. */
export function sin(angle: number): number {
  if (angle > half) angle = f(pi - angle);
  else if (angle < -half) angle = f(-pi - angle);
  const square = f(angle * angle);
  let sum = series[4] as number;
  for (let i = 3; i >= 0; i--) sum = f(series[i]! + f(square * sum));
  return f(angle * f(1 + f(square * sum)));
}

/** The cosine of an angle from -π to π. */
export function cos(angle: number): number {
  return sin(wrap(f(angle + half)));
}
