'use client'

import { useMutation } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { PagePicture } from '@/components/images/panel-picture'
import { formError } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { StepLink } from '@/components/kit/pager'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { CandidatePath } from '@/components/rating/candidates/candidate-source'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { TextArea } from '@/components/ui/field'
import { ChevronDown, ChevronLeft, ChevronUp } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageForm } from '@/components/ui/page-form'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { addGoldenNote } from '@/lib/client/golden/golden'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import type { Conclusion, GoldenNote, GoldenPairDetail } from '@/lib/contracts/golden/golden-discussion'
import { conclusionWord, pairKeys } from '@/lib/wording/golden'
import { answerWord } from '@/lib/wording/rating'
import { TruthChip } from './truth-chip'

interface PairDiscussionProps {
  slug: string
  pair: GoldenPairDetail
  ownAddress: string
  listAddress: string
  previous: string | null
  next: string | null
  /** Whether the URL names the pair. A phone shows the discussion only then. */
  isChosen: boolean
}

export function PairDiscussion(props: PairDiscussionProps) {
  const { slug, pair, ownAddress, listAddress, previous, next, isChosen } = props
  const router = useRouter()
  const viewer = useKeyTable(pairKeys, true, ({ by }) => {
    const address = by === 1 ? next : previous
    if (address) router.push(address, { scroll: false })
  })
  return (
    <article
      aria-label={`Is ${pair.name} in the image?`}
      className={clsx('min-w-0 overflow-hidden rounded-card border bg-card', !isChosen && 'max-desk:hidden')}
    >
      <div className="flex h-11 items-center gap-1 border-b pr-1.5 pl-4">
        <Link href={listAddress} className="flex items-center gap-1 rounded-[4px] text-accent text-small desk:hidden">
          <ChevronLeft aria-hidden size={14} /> All candidates
        </Link>
        <p className="flex-1 text-second text-small max-desk:hidden">↑ ↓ to browse the candidates</p>
        <span className="flex-1 desk:hidden" />
        <StepLink href={previous} word="Previous candidate" tone="quiet" scroll={false} icon={ChevronUp} />
        <StepLink href={next} word="Next candidate" tone="quiet" scroll={false} icon={ChevronDown} />
      </div>
      <PagePicture ref={viewer} imageId={pair.imageId} image={pair.image} />
      <div className="grid gap-x-8 gap-y-5 px-4 pt-4 pb-5 xl:grid-cols-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold text-question">Is “{pair.name}” in the image?</span>
            <TruthChip pair={pair} />
          </h2>
          {pair.otherNames.length > 0 && <p className="text-[13px] text-second">{pair.otherNames.join(', ')}</p>}
          <CandidatePath of={pair} />
          {pair.gloss && <p className="mt-1 text-pretty text-[13px]">{pair.gloss}</p>}
          <ExpertAnswers pair={pair} />
          {pair.isInGoldenSet && (
            <p className="mt-3 text-small">
              <Link
                href={`/expert/${slug}/${pair.imageId}`}
                className="rounded-[4px] text-accent hover:underline touch:py-1"
              >
                Open the image to give or change your answer
              </Link>
            </p>
          )}
        </div>
        <section aria-label="Discussion" className="min-w-0">
          <h3 className="mb-2 font-semibold">Discussion</h3>
          <NoteThread notes={pair.thread} />
          <GoldenNoteForm slug={slug} pair={pair} ownAddress={ownAddress} />
        </section>
      </div>
    </article>
  )
}

const tones = { no: 'no', yes: 'yes', reopen: 'plain' } as const

function NoteThread({ notes }: { notes: GoldenNote[] }) {
  if (notes.length === 0) return <p className="mb-3 text-second">No notes yet.</p>
  return (
    <ol aria-label="Notes" className="mb-4 flex flex-col gap-3">
      {notes.map((note) => (
        <li key={note.id}>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-second text-small">
            <span className="font-medium text-text">{note.author}</span>
            <Moment at={note.createdAt} />
            {note.conclusion && <Chip tone={tones[note.conclusion]}>{conclusionWord[note.conclusion]}</Chip>}
          </p>
          <p className="whitespace-pre-wrap break-words text-pretty">{note.text}</p>
        </li>
      ))}
    </ol>
  )
}

/** Answers of all experts, with their earlier answers. */
function ExpertAnswers({ pair }: { pair: GoldenPairDetail }) {
  if (pair.answers.length === 0)
    return <p className="mt-3 text-second">No expert has answered about this candidate yet.</p>
  return (
    <ul aria-label="Experts’ answers" className="mt-3 divide-y border-y">
      {pair.answers.map(({ raterId, name, isSimulated, answer, answeredAt, earlier }) => (
        <li key={raterId} className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 py-1.5 text-[13px]">
          <span className="min-w-0 flex-1 truncate">
            {name}
            {isSimulated && (
              <span className="ml-2">
                <SimulatedMark>Simulated</SimulatedMark>
              </span>
            )}
          </span>
          {earlier.map((one) => (
            <Chip key={one.replacedAt} isStruck>
              {answerWord[one.answer]}
            </Chip>
          ))}
          {answeredAt && (
            <span className="text-second text-small">
              <Moment at={answeredAt} />
            </span>
          )}
          <Chip tone={answer}>{answerWord[answer]}</Chip>
        </li>
      ))}
    </ul>
  )
}

type NoteFormProps = Pick<PairDiscussionProps, 'slug' | 'pair' | 'ownAddress'>

/** Adds a note to the discussion. The text is stored in this browser until it is saved. */
function GoldenNoteForm({ slug, pair, ownAddress }: NoteFormProps) {
  const router = useRouter()
  const draftName = `reassess-note:${slug}:${pair.imageId}-${pair.classId}`
  const [text, setText] = useState('')
  useEffect(() => setText(readLocal(draftName) ?? ''), [draftName])
  const write = (value: string) => {
    setText(value)
    writeLocal(draftName, value)
  }
  const adding = useMutation({
    mutationFn: (conclusion: Conclusion | null) =>
      addGoldenNote(slug, pair.imageId, pair.classId, { text, conclusion }),
    onSuccess: () => {
      write('')
      // A resolved pair may leave the list, so put it into the URL to keep it visible.
      router.replace(ownAddress, { scroll: false })
      router.refresh()
    },
  })
  const problem = adding.error ? formError(adding.error) : null
  const send = (conclusion: Conclusion | null) => {
    if (!adding.isPending) adding.mutate(conclusion)
  }
  return (
    <PageForm
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        send(null)
      }}
    >
      {problem?.message && <Notice tone="error">{problem.message} Your text is still here.</Notice>}
      <TextArea
        label="Your note"
        maxLength={4_000}
        value={text}
        onChange={(event) => write(event.target.value)}
        error={problem?.fields.text}
        hint="A resolution needs a note of its own and counts as the truth; individual answers stay as given. Notes show your name and cannot be edited."
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={adding.isPending}>
          Add note
        </Button>
        <span className="flex-1" />
        {pair.conclusion && (
          <Button disabled={adding.isPending} onClick={() => send('reopen')}>
            Reopen
          </Button>
        )}
        {(['no', 'yes'] as const)
          .filter((conclusion) => conclusion !== pair.conclusion)
          .map((conclusion) => (
            <Button key={conclusion} disabled={adding.isPending} onClick={() => send(conclusion)}>
              Resolve: {conclusion}
            </Button>
          ))}
      </div>
    </PageForm>
  )
}
