import { hashedDraw } from '@/lib/numeric/hashed-draw'

/**
 * Returns how many of an image's raters are asked class first: on average `share` of them. The fraction is rounded at
 * random by the seed, for each image, so that both ways together always have `raters`.
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
