import { Section } from '@/components/kit/section'
import { Chip } from '@/components/ui/chip'
import { Check, ChevronDown } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link-button'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import { type FirstStep, type FirstStepCounts, firstStepsOf, nextStep } from '@/lib/wording/first-steps'

const addressOf = (slug: string, { to }: FirstStep) => (to === 'rate' ? `/rate/${slug}` : pageAddress(slug, to))

interface StepRowProps {
  slug: string
  step: FirstStep
  position: number
  isMain: boolean
}

const StepRow = ({ slug, step, position, isMain }: StepRowProps) => (
  <li className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3 gap-y-3 border-b p-4 last:border-b-0 desk:grid-cols-[28px_minmax(0,1fr)_auto] desk:items-center desk:px-5">
    <span
      className={
        step.isDone
          ? 'grid size-7 place-items-center rounded-full bg-yes-soft text-yes'
          : 'grid size-7 place-items-center rounded-full border border-edge text-second tabular-nums'
      }
    >
      {step.isDone ? <Check role="img" aria-label="Done" size={16} /> : <span aria-hidden>{position}</span>}
    </span>
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="font-semibold">{step.title}</h3>
        {step.isOptional && <Chip>Optional</Chip>}
        {step.state && <span className="text-second text-small tabular-nums">{step.state}</span>}
      </div>
      <p className="mt-0.5 text-pretty text-second">{step.what}</p>
    </div>
    <div className="max-desk:col-start-2">
      <LinkButton href={addressOf(slug, step)} tone={isMain ? 'main' : 'plain'}>
        {step.act}
      </LinkButton>
    </div>
  </li>
)

interface FirstStepsProps {
  slug: string
  counts: FirstStepCounts
}

/** Steps to the first release, with the next one as the main action. Collapses to one line once there are votes. */
export function FirstSteps({ slug, counts }: FirstStepsProps) {
  const steps = firstStepsOf(counts)
  const hasVotes = counts.votes.given > 0
  const next = nextStep(steps, hasVotes)
  const list = (
    <ol aria-label="First steps">
      {steps.map((step, index) => (
        <StepRow key={step.title} slug={slug} step={step} position={index + 1} isMain={step === next && !hasVotes} />
      ))}
    </ol>
  )
  if (!hasVotes)
    return (
      <Section title="First steps">
        <div className="overflow-hidden rounded-card border bg-card">{list}</div>
      </Section>
    )
  return (
    <details className="group mb-8 overflow-hidden rounded-card border bg-card">
      <summary className="flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 desk:px-5 [&::-webkit-details-marker]:hidden">
        <h2 className="font-semibold">First steps</h2>
        <span className="text-second tabular-nums">
          {steps.filter(({ isDone }) => isDone).length} of {steps.length} done
          {next && `, next: ${next.title.toLowerCase()}`}
        </span>
        <ChevronDown aria-hidden size={16} className="ms-auto shrink-0 text-second group-open:rotate-180" />
      </summary>
      <div className="border-t">{list}</div>
    </details>
  )
}
