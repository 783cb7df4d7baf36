import { type AgreementFigure, agreementInput } from '@/lib/contracts/agreement'
import { acrossRatersText } from '@/lib/wording/agreement'
import { intervalText, valueText } from '@/lib/wording/chart'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { count, number } from './numbers'

function figureText({ value, low, high }: AgreementFigure): string {
  if (value === null) return 'undefined'
  const text = valueText(value, 'number', 3)
  return low === null || high === null ? text : `${text} ${intervalText(low, high, 'number', 3)}`
}

export const agreementCommand = () =>
  projectCommand('agreement', 'Measure agreement between raters: overall, by class, rater and day.')
    .option('--replicates <count>', 'bootstrap samples of images for the 95% intervals (200)', number)
    .option('--seed <number>', 'the same seed gives the same intervals (1)', number)
    .action(async ({ project, ...options }: ProjectOptions) => {
      const request = checkedOptions(agreementInput, options)
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { measureAgreement } = await import('@/lib/services/agreement/measure-agreement')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const input = { slug: project, projectRoot, ...request }
        const hooks = { compute: computeInThreads('agreement'), onProgress, signal }
        const result = await measureAgreement(actor, input, hooks)
        const text = [
          `Agreement of “${project}”, report ${result.reportId}: ${count(result.voteCount, 'vote')}, with ${count(result.raterCount, 'rater')} to compare; ${count(result.candidateCount, 'candidate')} with at least two votes.`,
          `Krippendorff's alpha, ordinal  ${figureText(result.alphaOrdinal)}`,
          result.acrossRaters?.alphaOrdinal && `  ${acrossRatersText(result.acrossRaters.alphaOrdinal, 'number')}`,
          `Krippendorff's alpha, nominal  ${figureText(result.alphaNominal)}`,
          `Fleiss' kappa                  ${figureText(result.fleissKappa)}`,
          `Raw agreement                  ${figureText(result.rawAgreement)}`,
        ]
        return { text, json: { project, ...result } }
      })
    })
