import { ArrowLeft, Tickets } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProductCodes } from '@/components/accounts/product-codes';
import {
  EditProductForm,
  ProductPicture,
  RemoveProductButton,
  SaleSwitch,
} from '@/components/catalogue/product-actions';
import { toProductRow } from '@/components/catalogue/product-row';
import { StockCounters } from '@/components/catalogue/stock';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAccounts, listFixedCodes } from '@/lib/core/accounts';
import { findProduct, listCategories, type ProductView, pictureUrl } from '@/lib/core/catalogue';
import { formatYuan } from '@/lib/platform/money';
import { addCodes, dropCode } from '../../accounts/actions';
import { dropPicture, dropProduct, editProduct, savePicture, turnSale } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('title') };
}

async function Stock({ product }: { product: ProductView }) {
  const [t, mode] = await Promise.all([getTranslations('products'), currentMode()]);
  return (
    <Slip
      title={t('stock')}
      description={t(mode === 'test' ? 'stockTest' : 'stockHint')}
      actions={
        <LinkButton href={`/cards?product=${product.id}`} size="sm">
          <Tickets aria-hidden="true" />
          {t('cards')}
        </LinkButton>
      }
    >
      <StockCounters product={product} />
    </Slip>
  );
}

async function Codes({ merchantId, product }: { merchantId: number; product: ProductView }) {
  const [t, accounts, codes] = await Promise.all([
    getTranslations('fixedCodes'),
    listAccounts(merchantId, 'live'),
    listFixedCodes({ merchantId, productId: product.id }),
  ]);
  return (
    <Slip title={t('productTitle')} description={t('productHint')}>
      <ProductCodes
        productId={product.id}
        price={formatYuan(product.price)}
        accounts={accounts.map(({ id, label, type }) => ({ id, label, type }))}
        codes={codes}
        add={addCodes}
        remove={dropCode}
      />
    </Slip>
  );
}

interface ProductPageProps {
  params: Promise<{ id: string }>;
}

export default async function ProductPage({ params }: ProductPageProps) {
  const [{ merchantId }, mode, { id }, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    params,
    getTranslations('products'),
  ]);
  const isId = /^[1-9]\d{0,14}$/.test(id);
  const product = isId ? await findProduct({ merchantId, productId: Number(id), mode }) : null;
  if (product === null) notFound();
  const row = toProductRow(product, pictureUrl);
  const categories = await listCategories(merchantId);
  return (
    <>
      <PageLink href="/products" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader
        title={product.name}
        description={t('number', { id: product.id })}
        actions={
          <div className="flex flex-wrap items-center gap-4">
            <SaleSwitch product={row} action={turnSale} />
            <RemoveProductButton product={row} action={dropProduct} />
          </div>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="space-y-4">
          {product.delivery === 'cards' ? <Stock product={product} /> : null}
          <Slip title={t('facts')}>
            <EditProductForm product={row} categories={categories} action={editProduct} />
          </Slip>
        </div>
        <div className="space-y-4">
          <Slip title={t('picture')}>
            <ProductPicture product={row} save={savePicture} remove={dropPicture} />
          </Slip>
          <Codes merchantId={merchantId} product={product} />
        </div>
      </div>
    </>
  );
}
