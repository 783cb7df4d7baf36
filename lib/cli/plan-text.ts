import type { PlanReport, PlanSettings } from '@/lib/contracts/plan/plan'
import { launchedTasks } from '@/lib/domain/plan/asking-costs'
import { adaptiveText, figureRanges } from '@/lib/wording/adaptive-votes'
import {
  allKeptText,
  answerTimeText,
  askedText,
  askingText,
  moneyText,
  perImageText,
  recallBasisText,
  recallText,
} from '@/lib/wording/plan'
import { count } from './commands/numbers'

type Line = readonly [heading: string, text: string]
/** Lines of a plan, without those that a condition turned into false. */
type PlanLines = (Line | false)[]

const columns = (lines: PlanLines) =>
  lines
    .filter((line) => line !== false)
    .map(([heading, text]) => `${heading.padEnd(11)}${text}`)
    .join('\n')

function modelsText({ models, perModel, smallest }: PlanReport, settings: PlanSettings): string {
  const names = perModel.filter((model) => models.includes(model.modelId)).map((model) => model.name)
  const which = names.length === 0 ? 'none' : `${names.join(', ')} (${names.length} of ${perModel.length})`
  if (settings.models) return `${which}, as chosen`
  const wanted = recallText(settings.minimumRecall)
  if (smallest) return `${which}: the smallest subset shown to reach a recall of ${wanted} (lower 95% bound)`
  return `${which}: all models`
}

function judgedText(
  { golden, figures, everyModel, searchObstacle, smallest }: PlanReport,
  { minimumRecall, models, source }: PlanSettings,
): PlanLines {
  if (figures.recall === null) return [['Recall', `unknown. ${searchObstacle ?? ''}`.trimEnd()]]
  const judge = golden.isSimulated ? 'simulated experts' : 'experts'
  return [
    ['Recall', `${recallText(figures.recall)}: ${recallBasisText(figures, golden)}`],
    [
      'Precision',
      `${recallText(figures.precision)} of the proposed golden candidates apply, according to ${judge} on ${count(golden.images, 'image')}`,
    ],
    source.from === 'models' && searchObstacle !== null && ['Search', searchObstacle],
    source.from === 'models' &&
      searchObstacle === null &&
      !smallest &&
      models === null && ['Search', allKeptText({ minimumRecall, recall: everyModel.recall, ...golden })],
  ]
}

function gapsText({ imagesWithoutPredictions, imagesWithoutLabel, askedPairs }: PlanReport): PlanLines {
  const gaps = [
    imagesWithoutPredictions > 0 && `${count(imagesWithoutPredictions, 'image')} without any prediction`,
    imagesWithoutLabel > 0 && `${count(imagesWithoutLabel, 'image')} without an original label`,
  ].filter((text) => text !== false)
  return [
    gaps.length > 0 && ['Gaps', gaps.join(', ')],
    askedPairs > 0 && ['Skipped', `${count(askedPairs, 'candidate')} already asked about in earlier batches`],
  ]
}

function sizeText({ candidatesPerTask, classShare }: PlanSettings): string {
  if (classShare === 1) return 'one each'
  return `at most ${candidatesPerTask} each${classShare === 0 ? '' : ' image first, one each class first'}`
}

export function planText(project: string, settings: PlanSettings, report: PlanReport): string {
  const { figures, imageCount, meanDistance } = report
  const { ratersPerTask, payPerHour, currency, asksUnanimous } = settings
  const areModels = settings.source.from === 'models'
  const ranges = figureRanges(figures, settings)
  const near =
    meanDistance === null || settings.classShare === 1
      ? ''
      : `; candidates in a task are ${meanDistance.toFixed(1)} steps apart in the hierarchy on average`
  return columns([
    ['Project', `“${project}” (plan saved as its draft)`],
    ['Asked', askedText(settings.source, report.models.length)],
    areModels && ['Models', modelsText(report, settings)],
    ...(areModels || figures.recall !== null ? judgedText(report, settings) : []),
    [
      'Proposals',
      `${perImageText(figures.proposalsPerImage)} per image, ${count(figures.proposals, 'candidate')} in total`,
    ],
    areModels && [
      'Unanimous',
      `${count(figures.unanimousImages)} of ${count(imageCount, 'image')}, ${asksUnanimous ? 'asked about too' : 'not asked about'}`,
    ],
    ...gapsText(report),
    [
      'Tasks',
      `${count(launchedTasks(figures, settings))} with ${count(figures.pairs, 'candidate')}, ${sizeText(settings)}${near}`,
    ],
    settings.classShare > 0 && ['Way', askingText(settings.classShare)],
    settings.adaptive
      ? ['Votes', `${ranges.votes}: ${adaptiveText(settings)}`]
      : ['Votes', `${ranges.votes} by ${count(ratersPerTask, 'rater')} per task`],
    [
      'Cost',
      `${ranges.cost} for ${ranges.hours} hours, at ${moneyText(payPerHour, currency)} per hour; ${answerTimeText(report.time)}`,
    ],
  ])
}

/** Formats a plan for machines: the requested figures at the top, everything else in the report. */
export function planJson(project: string, settings: PlanSettings, report: PlanReport) {
  const { recall, precision, proposalsPerImage, unanimousImages, votes, cost } = report.figures
  const tasks = launchedTasks(report.figures, settings)
  return {
    project,
    subset: report.perModel.filter((model) => report.models.includes(model.modelId)).map((model) => model.name),
    ...{ recall, precision, proposalsPerImage, unanimousImages, tasks, votes, cost, currency: settings.currency },
    settings,
    report,
  }
}
