ALTER TABLE "run_image" ADD COLUMN     "exclusion" TEXT;

CREATE TABLE "image_exclusion" (
    "project_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" UUID,
    "stopped_tasks" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "image_exclusion_pkey" PRIMARY KEY ("project_id","image_id")
);

ALTER TABLE "image_exclusion" ADD CONSTRAINT "image_exclusion_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
