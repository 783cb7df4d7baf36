import type { PlanReport } from '@/lib/contracts/workshop'

/** Why a plan asks nothing, and what to do about it. */
export function nothingToAsk({ figures, imageCount, askedPairs, models }: PlanReport): string {
  const nothing = 'There is nothing to ask.'
  if (imageCount === 0) return `${nothing} The project has no images yet: import some first.`
  if (figures.proposals === 0)
    return `${nothing} No image has an original label or a prediction: import labels or predictions first.`
  if (figures.unanimousImages === imageCount)
    return `${nothing} On all images the top-1 of ${models.length === 1 ? 'the chosen model' : 'every chosen model'} is the original label. Choose more models, or ask about unanimous images too.`
  if (askedPairs > 0)
    return `${nothing} Every pair that the chosen models propose was asked in an earlier batch. Add a model or images, raise the budget, or ask about unanimous images too.`
  return `${nothing} Choose more models, raise the budget, or ask about unanimous images too.`
}
