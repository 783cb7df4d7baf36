import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LanguageSwitch } from '@/components/kit/language-switch'
import { BarSelect } from '@/components/ui/bar-select'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { useCapturedKeys } from '@/components/ui/use-window-keys'
import { nameOfLanguage } from '@/lib/domain/accounts/project-language'
import { type ModeChoice, modeOf, type SubmittedMode } from '@/lib/domain/rating/answer-mode'
import { tapAnswer } from '@/lib/domain/rating/grid-page'
import { type KeySetName, keySetNames, keySetOf, keySets } from '@/lib/domain/rating/key-sets'
import { type KeyCommand, keyCommands, withKey } from '@/lib/domain/rating/labeling-keys'
import { keyMark, normalizeKey } from '@/lib/domain/workspace/key-table'
import { PageKeyList } from './grid/page-key-list'
import { useKeyMap } from './key-map'

interface KeyMapDialogProps {
  answering: {
    mode: SubmittedMode
    /** The modes the rater may choose from. Null if an experiment decides. */
    modes: readonly ModeChoice[] | null
    onChange: (choice: ModeChoice) => void
  }
  names: {
    languages: readonly string[]
    /** The rater's choice. Undefined: the language of the screens. */
    chosen: string | undefined
    onChange: (language: string | undefined) => void
  }
  slug: string
  onClose: () => void
  changes: Readonly<Record<string, string>>
  onChange: (changes: Record<string, string>) => void
  hasFailed: boolean
}

const linkClass = 'rounded-[4px] py-1 font-medium text-accent hover:underline touch:py-3'

/** All keys (changeable except on pages of pictures), the language of names, and links to the rater's own pages. */
export default function KeyMapDialog(props: KeyMapDialogProps) {
  const { answering, names, slug, onClose, changes, onChange, hasFailed } = props
  const t = useTranslations('keys')
  const session = useTranslations('rating')
  const [waiting, setWaiting] = useState<KeyCommand | null>(null)
  const [message, setMessage] = useState<{ text: string; isRefusal: boolean } | null>(null)

  function ask(command: KeyCommand) {
    setWaiting(command)
    setMessage({ text: t('pressFor', { what: t(command) }), isRefusal: false })
  }

  usePressedKey(waiting !== null, (key) => {
    if (waiting === null) return
    if (key === 'Escape') {
      setWaiting(null)
      return setMessage(null)
    }
    const mark = keyMark(normalizeKey(key))
    const { changes: next, refusal } = withKey(changes, waiting, key)
    if (next) {
      setWaiting(null)
      onChange(next)
      setMessage({ text: t('changed', { what: t(waiting), key: mark }), isRefusal: false })
    } else if (refusal.reason === 'taken')
      setMessage({ text: t('taken', { key: mark, what: t(refusal.by) }), isRefusal: true })
    else setMessage({ text: t('notFree', { key: mark }), isRefusal: true })
  })

  const tap = answering.mode === 'tap-yes' || answering.mode === 'tap-no' ? tapAnswer(answering.mode) : null

  function takeSet(name: string) {
    if (!name) return
    setWaiting(null)
    onChange({ ...keySets[name as KeySetName] })
    setMessage({ text: t('setTaken', { set: t(`set_${name as KeySetName}`) }), isRefusal: false })
  }

  function close() {
    setWaiting(null)
    setMessage(null)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={close}
      isWide
      title={t('title')}
      actions={
        <>
          {!tap && (
            <Button
              disabled={Object.keys(changes).length === 0}
              onClick={() => {
                onChange({})
                setMessage(null)
              }}
            >
              {t('reset')}
            </Button>
          )}
          {/* Focus this button, not the first key: Enter on a key would start a change, and the next answer key would become the new one. */}
          <Button autoFocus tone="main" onClick={close}>
            {t('done')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col">
        {!tap && <KeySetChoice keySet={keySetOf(changes)} onChange={takeSet} />}
        <AnswerModeChoice {...answering} />
        {tap ? (
          <PageKeyList tap={tap} />
        ) : (
          <>
            <p className="mb-1 text-second text-small">{t('text')}</p>
            <ChangeableKeys isSweep={answering.mode === 'sweep'} waiting={waiting} onAsk={ask} />
            <p className="mt-2 text-second text-small">{t('again')}</p>
          </>
        )}
        <p
          role="status"
          className={clsx(
            'mt-2 min-h-[34px] text-small',
            message?.isRefusal || hasFailed ? 'text-danger' : 'text-second',
          )}
        >
          {message?.text ?? (hasFailed ? t('saveFailed') : null)}
        </p>
        <div className="border-line max-desk:order-first max-desk:mb-3 max-desk:border-b max-desk:pb-3 desk:border-t desk:pt-3">
          <LanguageSwitch />
          <NamesLanguage {...names} />
          <p className="mt-2 flex flex-wrap gap-x-5 text-[13px]">
            <a href={`/rate/${slug}/progress`} className={linkClass}>
              {session('ownProgress')}
            </a>
            <a href={`/rate/${slug}/history`} className={linkClass}>
              {session('lastAnswers')}
            </a>
            <a href={`/rate/${slug}/your-data`} className={linkClass}>
              {session('ownData')}
            </a>
            <a href={`/rate/${slug}/credits`} className={linkClass}>
              {t('credits')}
            </a>
          </p>
        </div>
      </div>
    </Dialog>
  )
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'])

/** Captures the next key before any other handler on the page, while `isListening`. */
function usePressedKey(isListening: boolean, take: (key: string) => void) {
  useCapturedKeys(isListening, (event) => {
    if (modifiers.has(event.key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!event.repeat) take(event.key)
  })
}

function KeySetChoice({ keySet, onChange }: { keySet: KeySetName | null; onChange: (name: string) => void }) {
  const t = useTranslations('keys')
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
      <span aria-hidden>{t('set')}</span>
      <BarSelect
        label={t('set')}
        value={keySet ?? ''}
        options={[
          ...keySetNames.map((name) => [name, t(`set_${name}`)] as const),
          ...(keySet ? [] : [['', t('set_own')] as const]),
        ]}
        onChange={onChange}
      />
    </p>
  )
}

interface ChangeableKeysProps {
  isSweep: boolean
  /** The command that gets the next key pressed. */
  waiting: KeyCommand | null
  onAsk: (command: KeyCommand) => void
}

function ChangeableKeys({ isSweep, waiting, onAsk }: ChangeableKeysProps) {
  const t = useTranslations('keys')
  const { keysOf } = useKeyMap()
  return (
    <ul className="gap-x-8 desk:columns-2 [&>li]:break-inside-avoid">
      <li className="flex min-h-9 items-center gap-2.5">
        <span className="flex w-[72px] shrink-0 items-center gap-1">
          <Kbd isRead>1</Kbd>…<Kbd isRead>9</Kbd>
        </span>
        <span className="text-[13px]">{t(isSweep ? 'sweepYes' : 'choose')}</span>
      </li>
      {isSweep && (
        <li className="flex min-h-9 items-center gap-2.5">
          <span className="flex w-[72px] shrink-0 items-center gap-1">
            <Kbd isRead>⇧</Kbd>+<Kbd isRead>1</Kbd>…
          </span>
          <span className="text-[13px]">{t('sweepMaybe')}</span>
        </li>
      )}
      {keyCommands.map((command) => {
        const [first, ...others] = keysOf[command]
        const isWaiting = waiting === command
        return (
          <li key={command} className="flex min-h-9 items-center gap-2.5 touch:min-h-11">
            <span className="flex w-[72px] shrink-0 items-center gap-1">
              <button
                type="button"
                aria-label={t('change', { what: `${t(command)}, ${keyMark(first!)}` })}
                onClick={() => onAsk(command)}
                className={clsx(
                  'grid h-7 min-w-7 place-items-center rounded-control border px-1 touch:h-11 touch:min-w-11',
                  isWaiting ? 'animate-pulse border-accent bg-accent-soft' : 'border-transparent hover:border-edge',
                )}
              >
                <Kbd>{isWaiting ? '…' : keyMark(first!)}</Kbd>
              </button>
              {others.map((key) => (
                <Kbd key={key}>{keyMark(key)}</Kbd>
              ))}
            </span>
            <span className="min-w-0 text-[13px] leading-[17px]">
              {t(isSweep && command === 'submit' ? 'sweepSubmit' : command)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function AnswerModeChoice({ mode, modes, onChange }: KeyMapDialogProps['answering']) {
  const t = useTranslations('keys')
  if (modes?.length === 0) return null
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
      <span aria-hidden>{t('mode')}</span>
      {modes ? (
        <BarSelect
          label={t('mode')}
          value={mode}
          options={modes.map(modeOf).map((one) => [one, t(`mode_${one}`)] as const)}
          onChange={(value) => {
            const chosen = modes.find((choice) => modeOf(choice) === value)
            if (chosen) onChange(chosen)
          }}
        />
      ) : (
        <span>
          {t(mode === 'tap-yes' || mode === 'tap-no' ? 'pageModeDrawn' : 'modeDrawn', { mode: t(`mode_${mode}`) })}
        </span>
      )}
      {mode !== 'each' && mode !== 'tap-yes' && <span className="text-second text-small">{t(`modeText_${mode}`)}</span>}
    </p>
  )
}

function NamesLanguage({ languages, chosen = '', onChange }: KeyMapDialogProps['names']) {
  const t = useTranslations('keys')
  if (languages.length < 2) return null
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
      <span aria-hidden>{t('names')}</span>
      <BarSelect
        label={t('names')}
        value={languages.includes(chosen) ? chosen : ''}
        options={[['', t('namesAsScreens')], ...languages.map((tag) => [tag, nameOfLanguage(tag)] as const)]}
        onChange={(value) => onChange(value || undefined)}
      />
    </p>
  )
}
