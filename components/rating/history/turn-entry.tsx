import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { FileImage, Undo2 } from '@/components/ui/generated/icons'
import type { OwnTurn } from '@/lib/contracts/rating/own-history'
import { dateAndTime } from '@/lib/wording/date'

interface TurnEntryProps {
  turn: OwnTurn
  isLocked: boolean
  isOpening: boolean
  onOpen: (id: number) => void
}

export function TurnEntry({ turn, isLocked, isOpening, onOpen }: TurnEntryProps) {
  const t = useTranslations('history')
  const { id, isPage, isOpen, refusal, answers } = turn
  const names = [...new Set(answers.map(({ name }) => name))].join(', ')
  return (
    <li className="flex gap-3 p-3 desk:gap-4 desk:px-4">
      {!isPage && (
        <Picture
          url={answers[0]?.imageUrl ?? null}
          alt={t('image')}
          className="size-[72px] shrink-0 desk:size-[88px]"
        />
      )}
      <div className="min-w-0 flex-1">
        {isPage ? <PageAnswers turn={turn} /> : <TaskAnswers turn={turn} />}
        <Facts turn={turn} />
        {refusal && <p className="mt-1.5 text-pretty text-second text-small">{t(refusal)}</p>}
        {!refusal && !isLocked && (
          <Button
            size="small"
            className="mt-2"
            {...(!isOpening && !isOpen && { 'aria-label': t('openNames', { names }) })}
            disabled={isOpening}
            onClick={() => onOpen(id)}
          >
            <Undo2 aria-hidden size={15} className="rtl:-scale-x-100" />
            {t(isOpening ? 'opening' : isOpen ? 'goOn' : 'open')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Picture({ url, alt, className }: { url: string | null; alt: string; className: string }) {
  const t = useTranslations('history')
  if (url === null)
    return (
      <span
        role="img"
        aria-label={t('noImage')}
        className={clsx('grid place-items-center rounded-[4px] bg-sunken text-second', className)}
      >
        <FileImage aria-hidden size={18} strokeWidth={1.5} />
      </span>
    )
  return (
    <img
      src={`${url}?variant=thumb`}
      alt={alt}
      loading="lazy"
      decoding="async"
      className={clsx('rounded-[4px] bg-sunken object-cover', className)}
    />
  )
}

/** Returns a function that puts an answer into words, including whether "the rest are no" gave it. */
function useAnswerWords() {
  const t = useTranslations('history')
  const tAnswer = useTranslations('rating')
  return ({ answer, isRest }: OwnTurn['answers'][number]) =>
    isRest ? t('byRest', { answer: tAnswer(answer) }) : tAnswer(answer)
}

/** Names grouped by answer, positive ones first. Names answered by "the rest are no" are underlined and labeled. */
function TaskAnswers({ turn: { answers } }: { turn: OwnTurn }) {
  const words = useAnswerWords()
  const tAnswer = useTranslations('rating')
  const given = (['yes', 'maybe', 'no'] as const)
    .map((answer) => ({ answer, names: answers.filter((one) => one.answer === answer) }))
    .filter(({ names }) => names.length > 0)
  return (
    <dl className="flex flex-col gap-1.5">
      {given.map(({ answer, names }) => (
        <div key={answer} className="flex min-w-0 items-baseline gap-2">
          <dt className="w-[76px] shrink-0">
            <Chip tone={answer}>{tAnswer(answer)}</Chip>
          </dt>
          <dd className="min-w-0 text-pretty [overflow-wrap:anywhere]">
            {names.map((one, index) => (
              <span key={one.name}>
                {index > 0 && ', '}
                <span
                  lang={one.lang}
                  title={one.isRest ? words(one) : undefined}
                  className={clsx(one.isRest && 'underline decoration-dotted underline-offset-3')}
                >
                  {one.name}
                </span>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const frames = { no: 'opacity-60', maybe: 'outline-2 outline-maybe', yes: 'outline-2 outline-yes' }

function PageAnswers({ turn: { answers } }: { turn: OwnTurn }) {
  const t = useTranslations('history')
  const words = useAnswerWords()
  const count = (wanted: string) => answers.filter(({ answer }) => answer === wanted).length
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        <strong className="font-semibold" lang={answers[0]?.lang}>
          {answers[0]?.name}
        </strong>{' '}
        <span className="text-second">
          {t('counts', { yes: count('yes'), maybe: count('maybe'), no: count('no') })}
        </span>
      </p>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {answers.map((given, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: positions on the page do not change
          <li key={index} title={words(given)}>
            <Picture
              url={given.imageUrl}
              alt={t('imageOf', { position: index + 1, answer: words(given) })}
              className={clsx('size-11 desk:size-12', frames[given.answer])}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Facts({ turn: { step, submittedAt, seconds, isQuick, isOpen } }: { turn: OwnTurn }) {
  const t = useTranslations('history')
  const tStep = useTranslations('rating')
  const locale = useLocale()
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-second text-small tabular-nums">
      <time dateTime={submittedAt} suppressHydrationWarning>
        {dateAndTime(new Date(submittedAt), locale)}
      </time>
      {seconds !== null && <span>{t('seconds', { seconds })}</span>}
      {isQuick && <Chip tone="outlined">{t('quick')}</Chip>}
      {isOpen && <Chip tone="accent">{t('isOpen')}</Chip>}
      {step !== 'rating' && <Chip>{tStep(step === 'test' ? 'stepTest' : 'stepTraining')}</Chip>}
    </p>
  )
}
