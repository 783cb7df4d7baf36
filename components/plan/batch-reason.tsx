import { Moment } from '@/components/kit/moment'
import { Code, FactColumns, type FactRow } from '@/components/runs/figure'
import type { BatchReason } from '@/lib/contracts/plan/plan'
import { capitalized } from '@/lib/domain/capitalized'
import { adaptiveText, figureRanges } from '@/lib/wording/adaptive-votes'
import { valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import {
  answerTimeText,
  askedText,
  askingText,
  modelChoiceText,
  moneyText,
  perImageText,
  preciseText,
  precisionText,
  proposalRuleText,
  recallBasisText,
  recallText,
  scoreKindText,
  secondsText,
  taskOrderText,
} from '@/lib/wording/plan'

/** The proposing models, how they were chosen, and the rule. */
function modelFacts(reason: BatchReason): FactRow[] {
  const { settings } = reason
  return [
    { name: 'Choice of models', text: modelChoiceText(reason) },
    {
      name: 'Models',
      text: (
        <ul>
          {reason.models.map((model) => (
            <li key={model.modelId}>
              {model.name} <span className="text-second">{scoreKindText(model.scoreKind).toLowerCase()}</span>
            </li>
          ))}
        </ul>
      ),
    },
    { name: 'Rule', text: proposalRuleText(settings.rule.budgetPerImage) },
    {
      name: 'Unanimous images',
      text: settings.asksUnanimous ? 'Asked about too' : 'Keep their original label without being asked about',
    },
  ]
}

function judgedFacts({ figures, golden }: BatchReason): FactRow[] {
  return [
    { name: 'Recall', text: `${recallText(figures.recall)}, ${recallBasisText(figures, golden)}` },
    {
      name: 'Precision',
      text: `${precisionText(figures.precision)}, ${preciseText(figures)}`,
    },
  ]
}

/** Older batches were priced by task. */
function timeText({ time, settings }: BatchReason): string {
  if (time) return `; ${answerTimeText(time)}`
  return settings.secondsPerTask === undefined ? '' : `, ${secondsText(settings.secondsPerTask)} each`
}

function whatIsAsked(reason: BatchReason): FactRow[] {
  const { settings, figures, golden } = reason
  return [
    { name: 'Asked about', text: capitalized(askedText(settings.source, reason.models.length)) },
    ...(settings.source.from === 'models' ? modelFacts(reason) : []),
    {
      name: 'Golden set',
      text:
        golden.images === 0
          ? 'No answers'
          : `${counted(golden.images, 'image')}, ${counted(golden.pairs, 'candidate')}, ${counted(golden.labels, 'label')}${golden.isSimulated ? ', simulated' : ''}`,
    },
    ...(figures.recall === null ? [] : judgedFacts(reason)),
    {
      name: 'Proposals',
      text: `${wholeNumber(figures.proposals)}, ${perImageText(figures.proposalsPerImage)} per image`,
    },
    {
      name: 'Class decisions',
      text:
        reason.classDecisions.length === 0
          ? 'None'
          : `${wholeNumber(reason.classDecisions.length)}; ${counted(reason.decidedPairs, 'candidate')} added by them alone`,
    },
    { name: 'Asked in earlier batches', text: counted(reason.askedPairs, 'candidate') },
  ]
}

/** How the tasks were built. With class-first pages, a task is just a candidate. */
function taskFacts({ settings, figures, leastTasks, meanDistance }: BatchReason): FactRow[] {
  return [
    {
      name: 'Tasks',
      text: `${wholeNumber(figures.tasks)} of up to ${counted(settings.candidatesPerTask, 'candidate')}; the minimum is ${wholeNumber(leastTasks)}`,
    },
    {
      name: 'Distance within tasks',
      text:
        meanDistance === null
          ? 'No hierarchy'
          : `${valueText(meanDistance)} steps in the hierarchy between two candidates, on average`,
    },
  ]
}

function howItIsAsked(reason: BatchReason): FactRow[] {
  const { settings, figures } = reason
  const isClassFirst = settings.classShare === 1
  const ranges = figureRanges(figures, settings)
  return [
    ...(isClassFirst ? [] : taskFacts(reason)),
    {
      name: settings.adaptive ? 'Votes' : 'Raters',
      text:
        adaptiveText(settings) ??
        `${wholeNumber(settings.ratersPerTask)} per ${isClassFirst ? 'candidate' : `task${timeText(reason)}`}`,
    },
    {
      name: 'Planned cost',
      text: `${ranges.cost} for ${ranges.hours} hours at ${moneyText(settings.payPerHour, settings.currency)} per hour`,
    },
    { name: 'How candidates are asked', text: askingText(settings.classShare) },
    { name: 'Order of images', text: taskOrderText[settings.taskOrder] },
  ]
}

/** Settings of a batch and their reasons as recorded at launch, in two columns of similar height. */
export function BatchReasonFacts({ reason, launchedAt }: { reason: BatchReason; launchedAt: string | null }) {
  const facts: FactRow[] = [
    ...whatIsAsked(reason),
    ...howItIsAsked(reason),
    { name: 'Launched', text: launchedAt ? <Moment at={launchedAt} /> : 'Not recorded' },
    { name: 'Code version', text: <Code>{reason.codeVersion}</Code> },
    { name: 'SHA-256 of the input', text: <Code>{reason.inputHash}</Code> },
  ]
  const half = Math.ceil(facts.length / 2)
  return <FactColumns first={facts.slice(0, half)} second={facts.slice(half)} />
}
