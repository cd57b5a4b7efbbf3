from django.db import migrations, models

PLANNED = """
UPDATE events_event
SET ends_at = starts_at + duration_minutes * INTERVAL '1 minute',
    blocked_from = starts_at,
    blocked_until = starts_at + duration_minutes * INTERVAL '1 minute'
WHERE starts_at IS NOT NULL AND blocked_from IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [('events', '0008_booked')]

    operations = [
        migrations.AlterField('event', 'ends_at', models.DateTimeField(null=True, verbose_name='as planned')),
        migrations.AlterField('event', 'blocked_from', models.DateTimeField(null=True, verbose_name="the start, less a booking's buffer")),
        migrations.AlterField('event', 'blocked_until', models.DateTimeField(null=True, verbose_name="the planned end, and a booking's buffer")),
        migrations.RunSQL(PLANNED, migrations.RunSQL.noop),
    ]
