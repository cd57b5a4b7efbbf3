from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='mail',
            name='is_counted',
            field=models.BooleanField(default=True, verbose_name='towards the hourly limit of its recipient'),
        ),
    ]
