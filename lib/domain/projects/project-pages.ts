import { isAtLeast, type Role } from '@/lib/domain/permissions'

interface Row {
  entry: string
  /** Path below the project's URL. */
  path: string
  title: string
  /** Title of its tab, if the page title is too long or repeats the entry. */
  tab?: string
  /** The lowest role that may open it. */
  role: Role
  /** What people also call what is done there, for the search. */
  alsoFoundBy?: readonly string[]
  /** Singular and plural of what waits there for the reader. */
  waits?: readonly [one: string, many: string]
}

/**
 * Every page of a project, in the order of the workflow. Menu, tabs, page titles and everything else that lists pages
 * read this table. A page about one thing, such as a rater, has no row: it belongs to the page whose path is a prefix
 * of its own.
 */
export const projectPages = {
  overview: { entry: 'Overview', path: '', title: 'Overview', role: 'admin' },
  data: {
    entry: 'Data',
    path: '/data',
    title: 'Data',
    role: 'admin',
    alsoFoundBy: [
      'import',
      'upload',
      'export',
      'original labels',
      'predictions',
      'run a model',
      'ONNX',
      'Hugging Face',
    ],
  },
  golden: { entry: 'Golden set', path: '/golden', title: 'Golden set', tab: 'Images', role: 'expert' },
  disagreements: {
    entry: 'Golden set',
    path: '/golden/disagreements',
    title: 'Disagreements',
    role: 'expert',
    waits: ['disagreement', 'disagreements'],
  },
  plan: { entry: 'Plan', path: '/plan', title: 'Plan', role: 'admin', alsoFoundBy: ['launch', 'proposals', 'cost'] },
  batches: { entry: 'Plan', path: '/batches', title: 'Batches', role: 'admin' },
  raters: { entry: 'Raters', path: '/raters', title: 'Raters', role: 'admin' },
  members: {
    entry: 'Raters',
    path: '/raters/members',
    title: 'Members and invite links',
    tab: 'Members and links',
    role: 'admin',
  },
  recruitment: {
    entry: 'Raters',
    path: '/recruitment',
    title: 'Recruitment',
    role: 'admin',
    alsoFoundBy: ['panels', 'Prolific'],
  },
  pace: { entry: 'Raters', path: '/raters/pace', title: 'Pace', role: 'admin' },
  quality: {
    entry: 'Quality',
    path: '/quality',
    title: 'Alerts and accuracy',
    tab: 'Alerts',
    role: 'admin',
    waits: ['open alert', 'open alerts'],
  },
  flags: {
    entry: 'Quality',
    path: '/flags',
    title: 'Flags',
    role: 'admin',
    waits: ['flagged image', 'flagged images'],
  },
  rules: { entry: 'Quality', path: '/quality/settings', title: 'Rules and qualification', tab: 'Rules', role: 'admin' },
  goldenUses: { entry: 'Quality', path: '/quality/images', title: 'Golden images', role: 'admin' },
  training: { entry: 'Quality', path: '/quality/training', title: 'Training texts', role: 'admin' },
  images: { entry: 'Images', path: '/images', title: 'Images', role: 'admin' },
  classes: { entry: 'Classes', path: '/classes', title: 'Classes', role: 'admin' },
  classPairs: { entry: 'Classes', path: '/classes/pairs', title: 'Class pairs', role: 'admin' },
  suggestions: {
    entry: 'Classes',
    path: '/classes/suggestions',
    title: 'Suggested by raters',
    tab: 'Suggestions',
    role: 'admin',
    waits: ['suggestion', 'suggestions'],
  },
  languages: { entry: 'Classes', path: '/classes/languages', title: 'Languages', role: 'admin' },
  classNotes: { entry: 'Classes', path: '/texts/class-notes', title: 'Class notes', role: 'admin' },
  runs: {
    entry: 'Results',
    path: '/aggregation',
    title: 'Runs',
    role: 'admin',
    alsoFoundBy: ['aggregation', 'aggregate votes', 'scores'],
  },
  methods: {
    entry: 'Results',
    path: '/aggregation/methods',
    title: 'Method comparison',
    tab: 'Methods',
    role: 'admin',
  },
  agreement: { entry: 'Results', path: '/agreement', title: 'Agreement', role: 'admin' },
  adjudication: {
    entry: 'Adjudication',
    path: '/adjudication',
    title: 'Adjudication',
    tab: 'Queue',
    role: 'expert',
    waits: ['candidate to decide', 'candidates to decide'],
  },
  adjudicationHistory: {
    entry: 'Adjudication',
    path: '/adjudication/history',
    title: 'Adjudication history',
    tab: 'History',
    role: 'expert',
  },
  reviews: {
    entry: 'Adjudication',
    path: '/reviews',
    title: 'Mistake reviews',
    role: 'expert',
    waits: ['image to review', 'images to review'],
  },
  releases: {
    entry: 'Releases',
    path: '/releases',
    title: 'Releases',
    role: 'admin',
    alsoFoundBy: ['publish', 'data card', 'export'],
  },
  models: { entry: 'Models', path: '/models', title: 'Models', role: 'admin' },
  settings: {
    entry: 'Settings',
    path: '/settings',
    title: 'Settings',
    tab: 'Project',
    role: 'admin',
    alsoFoundBy: ['archive', 'delete', 'duplicate'],
  },
  guidelines: { entry: 'Settings', path: '/texts/guidelines', title: 'Guidelines', role: 'admin' },
  consent: { entry: 'Settings', path: '/texts/consent', title: 'Consent', role: 'admin' },
  experiments: { entry: 'Settings', path: '/experiments', title: 'Experiments', role: 'admin' },
  audit: { entry: 'Settings', path: '/audit', title: 'Audit trail', role: 'admin' },
} as const satisfies Record<string, Row>

export type PageId = keyof typeof projectPages
export type MenuEntry = (typeof projectPages)[PageId]['entry']

export interface ProjectPage extends Row {
  id: PageId
  entry: MenuEntry
}

const pages = (Object.keys(projectPages) as PageId[]).map((id): ProjectPage => ({ id, ...projectPages[id] }))

export const pageAddress = (slug: string, id: PageId): string => `/projects/${slug}${projectPages[id].path}`

/** Returns the menu entries with their pages, as far as a role may open them. */
export function menuOf(role: Role): Array<{ entry: MenuEntry; pages: ProjectPage[] }> {
  const open = pages.filter((page) => isAtLeast(role, page.role))
  return [...new Set(open.map(({ entry }) => entry))].map((entry) => ({
    entry,
    pages: open.filter((page) => page.entry === entry),
  }))
}

/** Returns the page with this URL, or the one it belongs to. Null outside of the project. */
export function pageAt(slug: string, address: string): { page: ProjectPage; isItself: boolean } | null {
  const home = pageAddress(slug, 'overview')
  const found = pages
    .filter(({ id }) => {
      const own = pageAddress(slug, id)
      return address === own || (own !== home && address.startsWith(`${own}/`))
    })
    .sort((one, other) => other.path.length - one.path.length)[0]
  return found ? { page: found, isItself: address === pageAddress(slug, found.id) } : null
}

export type Waiting = { [Id in PageId]?: number }
