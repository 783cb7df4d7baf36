import { useTranslations } from 'next-intl'
import { type FormError, formError } from '@/components/kit/form'
import { useReason } from '@/components/ui/use-reason'
import { accountProblemOf } from '@/lib/domain/accounts/account-problem'

/** Returns a function that explains errors of forms about an account in the user's language. */
export function useAccountError() {
  const own = useTranslations('ownAccount')
  const account = useTranslations('account')
  const reason = useReason()
  function worded(field: string, sentence: string) {
    if (field === 'currentPassword') return own('wrongPassword')
    if (field === 'code') return account('wrongCode')
    const problem = accountProblemOf(sentence)
    return problem ? account(`problem_${problem}`) : sentence
  }
  return (error: unknown): FormError => {
    const found = formError(error, 'account.')
    const fields = Object.entries(found.fields)
    const problem = found.message && accountProblemOf(found.message)
    return {
      // If a field has a message, it is enough.
      message: fields.length > 0 ? null : problem ? account(`problem_${problem}`) : reason(error),
      fields: Object.fromEntries(fields.map(([field, sentence]) => [field, worded(field, sentence)])),
    }
  }
}
