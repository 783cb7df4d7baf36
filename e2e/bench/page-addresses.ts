/** Parts of a project that occur in URLs. */
export interface MeasuredProject {
  slug: string
  rater: number
  image: number
  runs: number[]
  batch: number | null
  model: string | null
  release: string | null
}

/** Filters and orders of the image list, alone and combined. */
function imageAddresses({ rater, image, runs, model }: MeasuredProject): string[] {
  const filters = [
    ...['', 'page=400', 'page=834', 'changed=yes', 'labels=0', 'labels=2%2B', 'rated=no', 'name=00012'],
    ...['class=2', 'class=2&as=original', 'class=2&as=proposed', 'flag=any', 'golden=yes', 'golden=no'],
    ...['adjudicated=yes', 'score=0.4-0.6', 'score=0-1', 'disagree=0.4', 'near=0.1', `rater=${rater}`],
    ...['sort=disagreement', 'sort=threshold', 'disagree=0.4&sort=disagreement', 'near=0.1&sort=threshold'],
    ...[`image=${image}`, `changed=yes&image=${image}`, `sort=threshold&image=${image}`, `score=0-1&image=${image}`],
    ...['changed=yes&labels=2%2B&score=0.4-0.6&disagree=0.4', `rater=${rater}&changed=yes&disagree=0.2&sort=threshold`],
    'golden=no&adjudicated=no&rated=yes&score=0-0.9&name=0&sort=disagreement',
    ...(runs.length > 1 ? [`run=${runs[1]}&changed=yes&sort=disagreement`] : []),
  ]
  const ofModel = model === null ? [] : ['wrong=yes', 'wrong=no', 'wrong=yes&labels=2%2B&sort=threshold']
  return [...filters, ...ofModel.map((rest) => `model=${model}&${rest}`)].map((query) => (query ? `?${query}` : ''))
}

/** Every page that an admin of a project can open. */
export function pageAddresses(project: MeasuredProject): string[] {
  const { rater, runs, batch, release } = project
  const [latest, other] = runs
  const places = [
    ...[
      '',
      '/classes',
      '/raters',
      `/raters/${rater}`,
      '/raters/pace',
      '/raters/members',
      '/agreement',
      '/flags',
      '/quality',
    ],
    ...['/quality/settings', '/quality/images', '/quality/training', '/golden', '/golden/disagreements', '/data'],
    ...['/plan', '/texts', '/texts/class-notes', '/recruitment', '/experiments', '/settings'],
    ...['/aggregation', '/aggregation/methods', '/adjudication', '/adjudication/history', '/releases', '/models'],
    ...(batch === null ? [] : [`/batches/${batch}`]),
    ...(latest ? [`/aggregation/${latest}`] : []),
    ...(other ? [`/aggregation/compare?a=${other}&b=${latest}`] : []),
    ...(release === null ? [] : [`/releases/${release}`]),
    ...imageAddresses(project).map((query) => `/images${query}`),
  ]
  return places.map((place) => `/projects/${project.slug}${place}`)
}
