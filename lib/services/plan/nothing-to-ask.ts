import type { PlanReport, PlanSource } from '@/lib/contracts/plan'

export function nothingToAsk(source: PlanSource, { figures, imageCount, askedPairs, models }: PlanReport): string {
  const nothing = 'There is nothing to ask.'
  if (imageCount === 0) return `${nothing} The project has no images yet. Import some first.`
  const { from } = source
  if (from !== 'models' && askedPairs > 0)
    return `${nothing} All of it was asked in earlier batches. Add images, or ask about something else.`
  if (from === 'original' && figures.proposals === 0)
    return `${nothing} No image has an original label. Import labels first, or ask about every class of a list.`
  if (figures.proposals === 0)
    return `${nothing} No image has an original label or a prediction. Import labels or predictions first.`
  if (figures.unanimousImages === imageCount)
    return `${nothing} On all images, the top-1 of ${models.length === 1 ? 'the selected model' : 'every selected model'} is the original label. Select more models, or ask about unanimous images too.`
  if (askedPairs > 0)
    return `${nothing} All candidates that the selected models propose were asked in earlier batches. Add a model or images, raise the budget, or ask about unanimous images too.`
  return `${nothing} Select more models, raise the budget, or ask about unanimous images too.`
}
