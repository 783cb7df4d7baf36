ALTER TABLE "project" ADD COLUMN     "asks_suggested" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "suggestion" (
    "project_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "image_id" INTEGER NOT NULL,
    "class_id" INTEGER,
    "text" TEXT,
    "text_key" TEXT,
    "mapped_class_id" INTEGER,
    "task_id" INTEGER,
    "dismissed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "suggestion_rater" (
    "project_id" INTEGER NOT NULL,
    "suggestion_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_rater_pkey" PRIMARY KEY ("project_id","suggestion_id","rater_id")
);

CREATE INDEX "suggestion_project_id_task_id_idx" ON "suggestion"("project_id", "task_id");

CREATE UNIQUE INDEX "suggestion_class_key" ON "suggestion"("project_id", "image_id", "class_id");

CREATE UNIQUE INDEX "suggestion_text_key" ON "suggestion"("project_id", "image_id", "text_key");

CREATE INDEX "suggestion_rater_project_id_rater_id_idx" ON "suggestion_rater"("project_id", "rater_id");

ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_project_id_mapped_class_id_fkey" FOREIGN KEY ("project_id", "mapped_class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "suggestion_rater" ADD CONSTRAINT "suggestion_rater_project_id_suggestion_id_fkey" FOREIGN KEY ("project_id", "suggestion_id") REFERENCES "suggestion"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "suggestion_rater" ADD CONSTRAINT "suggestion_rater_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "suggestion"
ADD CONSTRAINT "suggestion_class_or_text_check" CHECK (("class_id" IS NULL) <> ("text" IS NULL)),
ADD CONSTRAINT "suggestion_text_key_check" CHECK (("text" IS NULL) = ("text_key" IS NULL)),
ADD CONSTRAINT "suggestion_text_length_check" CHECK (char_length("text") BETWEEN 1 AND 80),
ADD CONSTRAINT "suggestion_mapped_text_check" CHECK ("mapped_class_id" IS NULL OR "text" IS NOT NULL);
