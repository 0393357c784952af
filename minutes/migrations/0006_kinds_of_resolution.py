"""Say of each resolution already stored of what kind it is, as far as its words tell."""

import re

from django.db import migrations

# As minutes.limbs had them when this was written.
KINDS = (
    ("exclusion", r"\bpublic\b.{0,40}\bbe excluded\b|\bexclusion of the (?:press|public)\b"),
    ("minutes", r"\bminutes\b.*\b(?:approved|agreed|confirmed|signed|correct record)\b"),
    ("meeting", r"\b(?:next|further|future) meetings?\b.{0,200}\b(?:be held|take place)\b"),
    ("recommended", r"^(?:that )?(?:it be recommended|.{0,80}\bbe recommended\b)"),
    ("recommended", r"^(?:to recommend|that the board recommends?)\b"),
    ("noted", r"^(?:that )?(?:it be noted|the \w+ notes?|to note|note)\b"),
    ("noted", r"\bbe (?:received|noted|received and noted|noted and received)\W*$"),
)


def guess(text):
    plain = " ".join(text.split()).casefold()
    return next((kind for kind, pattern in KINDS if re.search(pattern, plain)), "decision")


def fill(apps, schema_editor):
    resolution = apps.get_model("minutes", "Resolution")
    changed = []
    for limb in resolution.objects.filter(kind="decision").only("pk", "text", "kind").iterator():
        limb.kind = guess(limb.text)
        if limb.kind != "decision":
            changed.append(limb)
    resolution.objects.bulk_update(changed, ["kind"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("minutes", "0005_kept_open"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
