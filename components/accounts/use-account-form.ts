import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { useReason } from '@/components/ui/use-reason'
import { useAccountProblem } from './use-account-problem'

export type Typed = (name: string) => string

/** Sends a form about the user's own account, and explains errors by field in the user's language. */
export function useAccountForm<Result>(save: (text: Typed) => Promise<Result>, onSaved?: (result: Result) => void) {
  const own = useTranslations('ownAccount')
  const account = useTranslations('account')
  const reason = useReason()
  const inWords = useAccountProblem()
  const [state, setState] = useState<'editing' | 'saving' | 'saved'>('editing')
  const [problem, setProblem] = useState(noFormError)

  async function send(form: HTMLFormElement) {
    const data = new FormData(form)
    setState('saving')
    setProblem(noFormError)
    try {
      const result = await save((name) => String(data.get(name) ?? ''))
      setState('saved')
      // A password should not stay in its field.
      form.reset()
      onSaved?.(result)
    } catch (error) {
      const { message, fields } = formError(error)
      // If a field has a message, it is enough, and in the user's language.
      setProblem({ message: message && Object.keys(fields).length === 0 ? reason(error) : null, fields })
      setState('editing')
    }
  }

  const { message, fields } = problem
  const worded = Object.entries(fields).map(([field, sentence]) => [field, inWords(sentence) ?? sentence])
  const errors: Record<string, string> = {
    ...Object.fromEntries(worded),
    ...(fields.currentPassword && { currentPassword: own('wrongPassword') }),
    ...(fields.code && { code: account('wrongCode') }),
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void send(event.currentTarget)
  }
  const forget = () => {
    setState('editing')
    setProblem(noFormError)
  }
  return { submit, state, message, errors, forget }
}
