import { hashedDraw } from '@/lib/numeric/hashed-draw'

/**
 * How many of an image's raters are asked class first: on average `share` of them. What is not whole is drawn for each
 * image from the seed, so that both ways together always have `raters`.
 */
export function classFirstQuota(
  raters: number,
  share: number,
  { seed, image }: { seed: number; image: number },
): number {
  const wanted = raters * share
  const whole = Math.floor(wanted)
  return whole + Number(hashedDraw(seed, image) < wanted - whole)
}
