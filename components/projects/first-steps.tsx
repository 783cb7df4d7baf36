import { Check } from 'lucide-react'
import { Section } from '@/components/kit/section'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link-button'
import type { FirstSteps as Steps } from '@/lib/contracts/projects/first-steps'
import { counted } from '@/lib/wording/number'

interface Step {
  title: string
  what: string
  /** What is there already; null: nothing. */
  state: string | null
  isDone: boolean
  isOptional?: boolean
  path: string
  act: string
  /** The words of the link once it is done. */
  again: string
}

function stepsOf({ images, classes, models, goldenImages, tasks, invited }: Steps): Step[] {
  const data = [
    images > 0 && counted(images, 'image', 'images', 'en'),
    classes > 0 && counted(classes, 'class', 'classes', 'en'),
    models > 0 && counted(models, 'model', 'models', 'en'),
  ].filter(Boolean)
  return [
    {
      title: 'Import data',
      what: 'Drop a folder with images, one folder per class or with classes and labels in files. Model predictions can come later.',
      state: data.length > 0 ? data.join(', ') : null,
      isDone: images > 0 && classes > 0,
      path: 'data',
      act: 'Import data',
      again: 'Open data',
    },
    {
      title: 'Have experts answer a golden set',
      what: 'A few hundred random images show how many labels each choice of models would find.',
      state: goldenImages > 0 ? counted(goldenImages, 'image answered', 'images answered', 'en') : null,
      isDone: goldenImages > 0,
      isOptional: true,
      path: 'golden',
      act: 'Draw a golden set',
      again: 'Open the golden set',
    },
    {
      title: 'Plan and launch tasks',
      what: 'Choose what raters are asked about, check tasks, votes, hours and cost, then launch.',
      state: tasks > 0 ? counted(tasks, 'task', 'tasks', 'en') : null,
      isDone: tasks > 0,
      path: 'workshop',
      act: 'Open the plan',
      again: 'Open the plan',
    },
    {
      title: 'Invite raters',
      what: 'Share a link: anyone who opens it can create an account and rate.',
      state: null,
      isDone: invited > 0,
      path: 'raters/members',
      act: 'Invite raters',
      again: 'Open members and links',
    },
  ]
}

/** The way from an empty project to its first votes. The next step is the main action. */
export function FirstSteps({ slug, steps }: { slug: string; steps: Steps }) {
  const list = stepsOf(steps)
  const next = list.find((step) => !step.isDone && !step.isOptional)
  return (
    <Section title="First steps">
      <ol className="overflow-hidden rounded-card border bg-card">
        {list.map((step, index) => (
          <li
            key={step.path}
            className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3 gap-y-3 border-b p-4 last:border-b-0 desk:grid-cols-[28px_minmax(0,1fr)_auto] desk:items-center desk:px-5"
          >
            <span
              className={
                step.isDone
                  ? 'grid size-7 place-items-center rounded-full bg-yes-soft text-yes'
                  : 'grid size-7 place-items-center rounded-full border border-edge text-second tabular-nums'
              }
            >
              {step.isDone ? <Check role="img" aria-label="Done" size={16} /> : <span aria-hidden>{index + 1}</span>}
            </span>
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-2">
                <h3 className="font-semibold">{step.title}</h3>
                {step.isOptional && <Chip>Optional</Chip>}
                {step.state && <span className="text-second text-small tabular-nums">{step.state}</span>}
              </div>
              <p className="mt-0.5 text-pretty text-second">{step.what}</p>
            </div>
            <div className="max-desk:col-start-2">
              <LinkButton href={`/projects/${slug}/${step.path}`} tone={step === next ? 'main' : 'plain'}>
                {step.isDone ? step.again : step.act}
              </LinkButton>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
