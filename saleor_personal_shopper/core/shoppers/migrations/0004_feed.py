from django.db import migrations, models

import saleor_personal_shopper.core.shoppers.models


class Migration(migrations.Migration):

    dependencies = [
        ('shoppers', '0003_own_hours'),
    ]

    operations = [
        migrations.AlterField(
            model_name='personalshopper',
            name='feed_token',
            field=models.CharField(default=saleor_personal_shopper.core.shoppers.models.feed_token, max_length=64, unique=True, verbose_name='of his calendar feed'),
        ),
    ]
