'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FormButton } from '@/components/kit/dialog-form'
import { Field, TextArea } from '@/components/ui/field'
import { createProject } from '@/lib/client/projects'

export function NewProjectButton() {
  const t = useTranslations('projects')
  const common = useTranslations('common')
  const router = useRouter()
  async function create(values: FormData) {
    const { slug } = await createProject({
      name: String(values.get('name')),
      description: String(values.get('description')),
    })
    router.push(`/projects/${slug}/data`)
  }

  return (
    <FormButton
      button={{ tone: 'main', children: t('new') }}
      title={t('new')}
      confirm={t('create')}
      cancel={common('cancel')}
      act={create}
      refreshes="after-success"
      staysOpen
    >
      <Field label={t('name')} name="name" required maxLength={120} hint={t('nameHint')} />
      <TextArea label={t('description')} name="description" maxLength={2000} hint={t('descriptionHint')} />
    </FormButton>
  )
}
