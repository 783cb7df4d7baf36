import { clsx } from 'clsx'
import { type ComponentProps, createContext, type KeyboardEvent, type ReactNode, useContext, useId } from 'react'
import { ChevronDown } from '@/components/ui/generated/icons'

/** Error messages of a form by field name. A field with a message shows it unless it gets its own. */
export const FieldErrors = createContext<Record<string, string>>({})

interface Labelled {
  label: string
  hint?: ReactNode | undefined
  error?: string | null | undefined
}

const box =
  'w-full rounded-control border border-edge bg-card px-2.5 text-text placeholder:text-second aria-invalid:border-danger disabled:opacity-60'

function Frame({ id, label, hint, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-[13px]">
        {label}
      </label>
      {children}
      {hint && !error && (
        <p id={`${id}-note`} className="text-second text-small">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-note`} role="alert" className="text-danger text-small">
          {error}
        </p>
      )}
    </div>
  )
}

/** Attributes of a control and its frame. */
function useLabelled({ label, hint, error: ownError }: Labelled, name = '') {
  const id = useId()
  const error = useContext(FieldErrors)[name] ?? ownError
  return {
    frame: { id, label, hint, error },
    described: {
      id,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': hint || error ? `${id}-note` : undefined,
    },
  }
}

export function Field({ label, hint, error, className, ...rest }: ComponentProps<'input'> & Labelled) {
  const { frame, described } = useLabelled({ label, hint, error }, rest.name)
  return (
    <Frame {...frame}>
      <input className={clsx(box, 'h-9', className)} {...described} {...rest} />
    </Frame>
  )
}

/** A required whole number. */
export const WholeNumberField = ({ className, ...rest }: ComponentProps<typeof Field>) => (
  <Field type="number" inputMode="numeric" required className={clsx('tabular-nums', className)} {...rest} />
)

/** The seed of a random choice, so that it can be repeated. */
export const SeedField = ({ hint }: { hint?: string }) => (
  <WholeNumberField label="Seed" name="seed" min={0} max={2_147_483_647} defaultValue={1} hint={hint} />
)

/** Ctrl+Enter (⌘+Enter) clicks the form's submit button unless it is disabled; Enter alone adds a line. */
function submitByKey(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
  event.preventDefault()
  const controls = [...(event.currentTarget.form?.elements ?? [])]
  const buttons = controls.filter((one) => one instanceof HTMLButtonElement)
  buttons.find(({ type }) => type === 'submit')?.click()
}

export function TextArea({ label, hint, error, className, ...rest }: ComponentProps<'textarea'> & Labelled) {
  const { frame, described } = useLabelled({ label, hint, error }, rest.name)
  return (
    <Frame {...frame}>
      <textarea
        rows={3}
        className={clsx(box, 'resize-y py-2', className)}
        onKeyDown={submitByKey}
        {...described}
        {...rest}
      />
    </Frame>
  )
}

export const ReasonField = (props: ComponentProps<'textarea'> & { hint: string }) => (
  <TextArea label="Reason" name="reason" required maxLength={500} {...props} />
)

interface SelectProps extends ComponentProps<'select'>, Labelled {
  /** Come after `children`. */
  options?: Choices
}

export function Select({ label, hint, error, className, options = [], children, ...rest }: SelectProps) {
  const { frame, described } = useLabelled({ label, hint, error }, rest.name)
  return (
    <Frame {...frame}>
      <span className={clsx('relative block', className)}>
        <select className={clsx(box, 'h-9 appearance-none pe-8')} {...described} {...rest}>
          {children}
          <Options of={options} />
        </select>
        <ChevronDown
          aria-hidden
          size={16}
          className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-second"
        />
      </span>
    </Frame>
  )
}

type Choices = readonly (readonly [value: string | number, words: string])[]

/** The options of a select: a value and its words each. */
export const Options = ({ of }: { of: Choices }) =>
  of.map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ))

interface CheckableProps extends ComponentProps<'input'> {
  label: string
  hint?: ReactNode
  /** Fields that belong to it, below. */
  children?: ReactNode
}

export const Checkbox = (props: CheckableProps) => <Checkable type="checkbox" {...props} />

export const Radio = (props: CheckableProps) => <Checkable type="radio" {...props} />

function Checkable({ label, hint, children, ...rest }: CheckableProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        aria-describedby={hint ? `${id}-note` : undefined}
        className="relative z-10 mt-0.5 size-4 shrink-0 touch:size-5"
        {...rest}
      />
      <div className="min-w-0 flex-1">
        <label
          htmlFor={id}
          className="relative block font-medium text-[13px] before:absolute before:-inset-y-0.5 before:-start-7 before:end-0 touch:before:-inset-y-3 touch:before:-start-8"
        >
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="relative text-pretty text-second text-small">
            {hint}
          </p>
        )}
        {children}
      </div>
    </div>
  )
}
